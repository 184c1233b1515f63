extension LanguageTable {
  /// The languages, with what GitHub's linguist 9.7 knows of them. A language begins a line: its
  /// name, `|`, its kind (`p`rogramming, `m`arkup, `d`ata, or `t`ext that is prose) and colour, `|`,
  /// the language that it is counted with. Then come its extensions (`.c`), file names (`=Makefile`),
  /// interpreters (`!bash`) and further names (`@c++`); `~` stands for a space. Lines that begin with
  /// a space go on with it. A language's number is its place.
  static let text: StaticString = #"""
    1C Enterprise|p#814CCC| .bsl .os
    2-Dimensional Array|d#38761D| .2da
    4D|p#004289| .4dm
    ABAP|p#E8274B| .abap
    ABAP CDS|p#555e25| .asddls
    ABNF|d| .abnf
    ActionScript|p#882B0F| .as @actionscript~3 @actionscript3 @as3
    Ada|p#02f88c| .adb .ada .ads @ada95 @ada2005
    Adblock Filter List|d#800000| .txt @ad~block~filters @ad~block @adb @adblock
    Adobe Font Metrics|d#fa0f00| .afm @acfm @adobe~composite~font~metrics
      @adobe~multiple~font~metrics @amfm
    Agda|p#315665| .agda
    AGS Script|p#B9D9FF| .asc .ash @ags
    AIDL|p#34EB6B| .aidl !aidl
    Aiken|p#640ff8| .ak
    AL|p#3AA2B5| .al
    Aleo|p#154BF9| .aleo
    ALGOL|p#D1E0DB| .alg
    Alloy|p#64C800| .als
    Alpine Abuild|p#0D597F|Shell =APKBUILD @abuild @apkbuild
    Altium Designer|d#A89663| .OutJob .PcbDoc .PrjPCB .SchDoc @altium
    AMPL|p#E6EFBB| .ampl .mod
    AngelScript|p#C7D7DC| .as .angelscript
    Answer Set Programming|p#A9CC29| .lp !clingo
    Ant Build System|d#A9157E| =ant.xml =build.xml
    Antlers|m#ff269e| .antlers.html .antlers.php .antlers.xml
    ANTLR|p#9DC3FF| .g4
    ApacheConf|d#d12127| .apacheconf .vhost =.htaccess =apache2.conf =httpd.conf @aconf @apache
    Apex|p#1797c0| .cls .apex .trigger
    API Blueprint|m#2ACCA8| .apib
    APL|p#5A8164| .apl .dyalog !apl !aplx !dyalog
    Apollo Guidance Computer|p#0B3D91|Assembly .agc
    AppleScript|p#101F1F| .applescript .scpt !osascript @apples @osascript
    Arc|p#aa2afe| .arc
    AsciiDoc|t#73a0c5| .asciidoc .adoc .asc
    ASL|p| .asl .dsl
    ASN.1|d| .asn .asn1
    ASP.NET|p#9400ff| .asax .ascx .ashx .asmx .aspx .axd @aspx @aspx-vb
    AspectJ|p#a957b0| .aj
    Assembly|p#6E4C13| .asm .a51 .i .inc .nas .nasm .s @asm @nasm
    Astro|m#ff5a03| .astro
    Asymptote|p#ff0000| .asy !asy
    ATS|p#1ac620| .dats .hats .sats @ats2
    Augeas|p#9CC134| .aug
    AutoHotkey|p#6594b9| .ahk .ah1 .ah2 .ahkl @ahk
    AutoIt|p#1C3552| .au3 @au3 @AutoIt3 @AutoItScript
    Avro IDL|d#0040FF| .avdl
    Awk|p#c30e9b| .awk .auk .gawk .mawk .nawk !awk !gawk !mawk !nawk
    B|p#da7666| .b
    B (Formal Method)|p#8aa8c5| .mch
    B4X|p#00e4ff| .bas @basic~for~android
    Ballerina|p#FF5000| .bal
    BAML|p#a855f7| .baml
    BASIC|p#ff0000| .bas
    Batchfile|p#C1F12E| .bat .cmd =gradlew.bat =mvnw.cmd @bat @batch @dosbatch @winbatch
    BBCode|m#CAFF42| .bbcode
    Beef|p#a52f4e| .bf
    Befunge|p| .befunge .bf
    Berry|p#15A13C| .be @be
    BibTeX|m#778899|TeX .bib .bibtex
    BibTeX Style|p| .bst
    Bicep|p#519aba| .bicep .bicepparam
    Bikeshed|m#5562ac| .bs
    BIRD2|d#b6d7e4| =bird.conf @bird @bird3
    Bison|p#6A463F|Yacc .bison
    BitBake|p#00bce4| .bb .bbappend .bbclass .inc
    Blade|m#f7523f| .blade .blade.php
    BlitzBasic|p#00FFAE| .bb .decls @b3d @blitz3d @blitzplus @bplus
    BlitzMax|p#cd6400| .bmx @bmax
    Blueprint|m#3584E4| .blp @blp
    Bluespec|p#12223c| .bsv @bluespec~bsv @bsv
    Bluespec BH|p#12223c|Bluespec .bs @bh @bluespec~classic
    Boo|p#d4bec1| .boo
    Boogie|p#c80fa0| .bpl !boogie
    BQN|p#2b7067| .bqn
    Brainfuck|p#2F2530| .b .bf
    BrighterScript|p#66AABB| .bs
    Brightscript|p#662D91| .brs
    Browserslist|d#ffd539| =.browserslistrc =browserslist
    Bru|m#F4AA41| .bru
    BuildStream|d#006bff| .bst
    C|p#555555| .c .cats .h .h.in .idc !tcc
    C#|p#7355dd| .cs .cake .cs.pp .csx .linq @csharp @cake @cakescript
    C++|p#f34b7d| .cpp .c++ .cc .cp .cppm .cxx .h .h++ .hh .hpp .hxx .inc .inl .ino .ipp .ixx .re
      .tcc .tpp .txx @cpp
    C-ObjDump|d| .c-objdump
    C2hs Haskell|p|Haskell .chs @c2hs
    C3|p#2563eb| .c3
    Cabal Config|d#483465| .cabal =cabal.config =cabal.project @Cabal
    Caddyfile|d#22b638| .caddyfile =Caddyfile @Caddy
    Cadence|p#00ef8b| .cdc
    Cairo|p#ff4a48|Cairo .cairo
    Cairo Zero|p#ff4a48|Cairo .cairo
    CameLIGO|p#3be133|LigoLANG .mligo
    Cangjie|p#00868B| .cj
    CAP CDS|p#0092d1| .cds @cds
    Cap'n Proto|p#c42727| .capnp
    Carbon|p#222222| .carbon
    CartoCSS|p| .mss @Carto
    Ceylon|p#dfa535| .ceylon
    Chapel|p#8dc63f| .chpl @chpl
    Charity|p| .ch
    Checksums|d| .crc32 .md2 .md4 .md5 .sha1 .sha2 .sha224 .sha256 .sha256sum .sha3 .sha384
      .sha512 =MD5SUMS =SHA1SUMS =SHA256SUMS =SHA256SUMS.txt =SHA512SUMS =checksums.txt =cksums
      =md5sum.txt @checksum @hash @hashes @sum @sums
    ChucK|p#3f8000| .ck
    CIL|d| .cil
    Circom|p#707575| .circom
    Cirru|p#ccccff| .cirru
    Clarion|p#db901e| .clw
    Clarity|p#5546ff| .clar
    Classic ASP|p#6a40fd| .asp @asp
    Clean|p#3F85AF| .icl .dcl
    Click|p#E4E6F3| .click
    CLIPS|p#00A300| .clp
    Clojure|p#db5855| .clj .bb .boot .cl2 .cljc .cljs .cljs.hl .cljscm .cljx .hic =riemann.config
      !bb
    Closure Templates|m#0d948f| .soy @soy
    Cloud Firestore Security Rules|d#FFA000| =firestore.rules
    Clue|p#0009b5| .clue
    CMake|p#DA3434| .cmake .cmake.in =CMakeLists.txt
    COBOL|p| .cob .cbl .ccp .cobol .cpy
    CODEOWNERS|d| =CODEOWNERS
    CodeQL|p#140f46| .ql .qll @ql
    CoffeeScript|p#244776| .coffee ._coffee .cake .cjsx .coffee.erb .iced =Cakefile !coffee
      @coffee @coffee-script
    ColdFusion|p#ed2cd6| .cfm .cfml @cfm @cfml @coldfusion~html
    ColdFusion CFC|p#ed2cd6|ColdFusion .cfc @cfc
    COLLADA|d#F1A42B| .dae
    Common Lisp|p#3fb68b| .lisp .asd .cl .l .lsp .ny .podsl .sexp !lisp !sbcl !ccl !clisp !ecl
      @lisp
    Common Workflow Language|p#B5314C| .cwl !cwl-runner @cwl
    Component Pascal|p#B0CE4E| .cp .cps
    CoNLL-U|d| .conllu .conll @CoNLL @CoNLL-X
    Cooklang|m#E15A29| .cook
    Cool|p| .cl
    Cpp-ObjDump|d| .cppobjdump .c++-objdump .c++objdump .cpp-objdump .cxx-objdump @c++-objdump
    CQL|p#006091| .cql
    Creole|t| .creole
    crontab|d#ead7ac| =crontab @cron @cron~table
    Crystal|p#000100| .cr !crystal
    CSON|d#244776| .cson
    Csound|p#1a1a1a| .orc .udo @csound-orc
    Csound Document|p#1a1a1a| .csd @csound-csd
    Csound Score|p#1a1a1a| .sco @csound-sco
    CSS|m#663399| .css
    CSV|d#237346| .csv
    Cuda|p#3A4E3A| .cu .cuh
    CUE|p#5886E1| .cue
    Cue Sheet|d| .cue
    cURL Config|d|INI =.curlrc =_curlrc @curlrc
    Curry|p#531242| .curry
    CWeb|p#00007a| .w
    Cycript|p| .cy
    Cylc|d#00b3fd|INI .cylc =suite.rc
    Cypher|p#34c0eb| .cyp .cypher
    Cython|p#fedf5b| .pyx .pxd .pxi @pyrex
    D|p#ba595e| .d .di @Dlang
    D-ObjDump|d| .d-objdump
    D2|m#526ee8| .d2 @d2lang
    Dafny|p#FFEC25| .dfy !dafny
    Darcs Patch|d#8eff23| .darcspatch .dpatch @dpatch
    Dart|p#00B4AB| .dart !dart
    Daslang|p#d3d3d3| .das
    DataWeave|p#003a52| .dwl
    Debian Package Control File|d#D70751| .dsc
    DenizenScript|p#FBEE96| .dsc
    desktop|d|INI .desktop .desktop.in
    Dhall|p#dfafff| .dhall
    Diff|d| .diff .patch @udiff
    DIGITAL Command Language|p| .com @dcl
    dircolors|d| .dircolors =.dir_colors =.dircolors =DIR_COLORS =_dir_colors =_dircolors
      =dir_colors
    DirectX 3D File|d#aace60| .x
    DM|p#447265| .dm @byond
    DNS Zone|d| .zone .arpa
    Dockerfile|p#384d54| .dockerfile .containerfile =Containerfile =Dockerfile @Containerfile
    Dogescript|p#cca760| .djs
    Dotenv|d#e5d559| .env =.env =.env.ci =.env.dev =.env.development =.env.development.local
      =.env.example =.env.local =.env.prod =.env.production =.env.sample =.env.staging
      =.env.template =.env.test =.env.testing
    DTrace|p| .d !dtrace @dtrace-script
    Dune|p#89421e| =dune-project
    Dylan|p#6c616e| .dylan .dyl .intr .lid
    E|p#ccce35| .e !rune
    E-mail|d| .eml .mbox @email @eml @mail @mbox
    Eagle|d| .sch .brd
    Earthly|p#2af0ff| =Earthfile @Earthfile
    Easybuild|d#069406|Python .eb
    EBNF|d| .ebnf
    eC|p#913960| .ec .eh
    Ecere Projects|d#913960|JavaScript .epj
    ECL|p#8a1267| .ecl .eclxml
    ECLiPSe|p#001d9d|Prolog .ecl
    Ecmarkup|m#eb8131|HTML .html @ecmarkdown
    Edge|m#0dffe0| .edge
    EdgeQL|p#31A7FF| .edgeql .esdl @esdl
    EditorConfig|d#fff1f2|INI .editorconfig =.editorconfig @editor-config
    Edje Data Collection|d| .edc
    edn|d| .edn
    Eiffel|p#4d6977| .e
    EJS|m#a91e50| .ejs .ect .ejs.t .jst
    Elixir|p#6e4a7e| .ex .exs =mix.lock !elixir
    Elm|p#60B5CC| .elm
    Elvish|p#55BB55| .elv !elvish
    Elvish Transcript|p#55BB55|Elvish
    Emacs Lisp|p#c065db| .el .emacs .emacs.desktop =.abbrev_defs =.emacs =.emacs.desktop =.gnus
      =.spacemacs =.viper =Cask =Eask =Project.ede =_emacs =abbrev_defs @cask @eask @elisp @emacs
    EmberScript|p#FFF4F3| .em .emberscript
    EQ|p#a78649| .eq
    Erlang|p#B83998| .erl .app .app.src .es .escript .hrl .xrl .yrl =Emakefile =rebar.config
      =rebar.config.lock =rebar.lock !escript
    Euphoria|p#FF790B| .e .ex !eui !euiw
    F#|p#b845fc| .fs .fsi .fsx @fsharp
    F*|p#572e30| .fst .fsti @fstar
    Factor|p#636746| .factor =.factor-boot-rc =.factor-rc
    Fancy|p#7b9db4| .fy .fancypack =Fakefile
    Fantom|p#14253c| .fan
    Faust|p#c37240| .dsp
    Fennel|p#fff3d7| .fnl !fennel
    FIGlet Font|d#FFDDBB| .flf @FIGfont
    Filebench WML|p#F6B900| .f
    Filterscript|p|RenderScript .fs
    FIRRTL|p#2f632f| .fir
    fish|p#4aae47|Shell .fish !fish
    FlatBuffers|d#ed284a| .fbs
    Flix|p#d44a45| .flix
    Fluent|p#ffcc33| .ftl
    FLUX|p#88ccff| .fx .flux
    Formatted|d| .for .eam.fs
    Forth|p#341708| .fth .4th .f .for .forth .fr .frt .fs
    Fortran|p#4d41b1|Fortran .f .f77 .for .fpp
    Fortran Free Form|p#4d41b1|Fortran .f90 .f03 .f08 .f95
    FPP|p#d37327| .fpp .fppi
    FreeBASIC|p#141AC9| .bi .bas @fb
    FreeMarker|p#0050b2| .ftl .ftlh @ftl
    Frege|p#00cafe| .fr
    Futhark|p#5f021f| .fut
    G-code|p#D08CF2| .g .cnc .gco .gcode
    Game Maker Language|p#71b417| .gml
    GAML|p#FFC766| .gaml
    GAMS|p#f49a22| .gms
    GAP|p#0000cc| .g .gap .gd .gi .tst
    GCC Machine Description|p#FFCFAB| .md
    GDB|p| .gdb .gdbinit
    GDScript|p#355570| .gd
    GDShader|p#478CBF| .gdshader .gdshaderinc
    GEDCOM|d#003058| .ged
    Gemfile.lock|d#701516| =Gemfile.lock
    Gemini|t#ff6900| .gmi @gemtext
    Genero 4gl|p#63408e| .4gl
    Genero per|m#d8df39| .per
    Genie|p#fb855d| .gs
    Genshi|p#951531| .kid @xml+genshi @xml+kid
    Gentoo Ebuild|p#9400ff|Shell .ebuild
    Gentoo Eclass|p#9400ff|Shell .eclass
    Gerber Image|d#d20b00| .gbr .cmp .gbl .gbo .gbp .gbs .gko .gml .gpb .gpt .gtl .gto .gtp .gts
      .ncl .sol !gerbv !gerbview @rs-274x
    Gettext Catalog|t| .po .pot @pot
    Gherkin|p#5B2063| .feature .story @cucumber
    Git Attributes|d#F44D27| =.gitattributes @gitattributes
    Git Commit|d#F44D27| =.gitmessage =COMMIT_EDITMSG @commit
    Git Config|d#F44D27|INI .gitconfig =.gitconfig =.gitmodules =.tgitconfig =config.worktree
      @gitconfig @gitmodules
    Git Revision List|d#F44D27| =.git-blame-ignore-revs @Git~Blame~Ignore~Revs
    Gleam|p#ffaff3| .gleam
    Glimmer JS|p#F5835F|JavaScript .gjs @gjs
    Glimmer TS|p#3178c6|TypeScript .gts @gts
    GLSL|p#5686a5| .glsl .fp .frag .frg .fs .fsh .fshader .geo .geom .glslf .glslv .gs .gshader
      .rchit .rmiss .shader .tesc .tese .vert .vrx .vs .vsh .vshader
    Glyph|p#c1ac7f| .glf
    Glyph Bitmap Distribution Format|d| .bdf
    GN|d| .gn .gni =.gn !gn
    Gno|p#226c57| .gno @gnolang
    Gnuplot|p#f0a9f0| .gp .gnu .gnuplot .p .plot .plt !gnuplot
    Go|p#00ADD8| .go @golang
    Go Checksums|d#00ADD8| =go.sum =go.work.sum @go.sum @go~sum @go.work.sum @go~work~sum
    Go Module|d#00ADD8| =go.mod @go.mod @go~mod
    Go Template|m#00ADD8| .gohtml .gotmpl .html.tmpl .tmpl .tpl =_helpers.tpl @gotmpl
    Go Workspace|d#00ADD8| =go.work @go.work @go~work
    Godot Resource|d#355570| .gdnlib .gdns .tres .tscn =project.godot
    Golo|p#88562A| .golo
    Gosu|p#82937f| .gs .gst .gsx .vark
    Grace|p#615f8b| .grace
    Gradle|d#02303a| .gradle
    Gradle Kotlin DSL|d#02303a|Gradle .gradle.kts
    Grammatical Framework|p#ff0000| .gf @gf
    Graph Modeling Language|d| .gml
    GraphQL|d#e10098| .graphql .gql .graphqls
    Graphviz (DOT)|d#2596be| .dot .gv
    Groovy|p#4298b8| .groovy .grt .gtpl .gvy =Jenkinsfile !groovy
    Groovy Server Pages|p#4298b8|Groovy .gsp @gsp @java~server~page
    GSC|p#FF6800| .gsc .csc .gsh
    GtkRC|d#7fe719| .gtkrc =gtkrc =gtkrc-2.0 @gtk @gtk~1 @gtk~2
    Hack|p#878787| .hack .hh .hhi .php
    Haml|m#ece2a9| .haml .haml.deface
    Handlebars|m#f7931e| .handlebars .hbs @hbs @htmlbars
    HAProxy|d#106da9| .cfg =haproxy.cfg
    Harbour|p#0e60e3| .hb
    Hare|p#9d7424| .ha
    Haskell|p#5e5086| .hs .hs-boot .hsc !runghc !runhaskell !runhugs
    Haxe|p#df7900| .hx .hxsl
    HCL|p#844FBA| .hcl .nomad .tf .tfvars .tofu .workflow @HashiCorp~Configuration~Language
      @opentofu @terraform
    HIP|p#4F3A4F| .hip
    HiveQL|p#dce200| .q .hql
    HLSL|p#aace60| .hlsl .cginc .fx .fxh .hlsli
    HOCON|d#9ff8ee| .hocon =.scalafix.conf =.scalafmt.conf
    HolyC|p#ffefaf| .hc
    hoon|p#00b171| .hoon
    Hosts File|d#308888| =HOSTS =hosts =hosts.txt @hosts
    HTML|m#e34c26| .html .hta .htm .html.hl .inc .xht .xhtml @xhtml
    HTML+ECR|m#2e1052|HTML .ecr @ecr
    HTML+EEX|m#6e4a7e|HTML .html.eex .heex .leex @eex @heex @leex
    HTML+ERB|m#701516|HTML .erb .erb.deface .rhtml @erb @rhtml @html+ruby
    HTML+PHP|m#4f5d95|HTML .phtml
    HTML+Razor|m#512be4|HTML .cshtml .razor @razor
    HTTP|d#005C9C| .http
    Hurl|p#FF0288| .hurl
    HXML|d#f68712| .hxml
    Hy|p#7790B2| .hy !hy @hylang
    HyPhy|p| .bf
    iCalendar|d#ec564c| .ics .ical @iCal
    IDL|p#a3522f| .pro .dlm
    Idris|p#b30000| .idr .lidr
    Ignore List|d#000000| .gitignore =.agignore =.atomignore =.babelignore =.bzrignore =.ckignore
      =.coffeelintignore =.cvsignore =.dockerignore =.easignore =.eleventyignore =.eslint-ignore
      =.eslintignore =.gitignore =.ignore =.markdownlintignore =.nodemonignore =.npmignore
      =.prettierignore =.rgignore =.stylelintignore =.vercelignore =.vscodeignore
      =gitignore-global =gitignore_global @ignore @gitignore @git-ignore
    IGOR Pro|p#0000cc| .ipf @igor @igorpro
    IL Assembly|p#512BD4| .il @ilasm @msil
    ImageJ Macro|p#99AAFF| .ijm @ijm
    Imba|p#16cec6| .imba
    ImHex Pattern Language|p#3a6be0| .hexpat @ImHex @ImHexPatternLanguage @imhexpl
    Inform 7|p| .ni .i7x @i7 @inform7
    INI|d#d1dbe0| .ini .cfg .cnf .container .dof .frm .lektorproject .mount .network .prefs .pro
      .properties .service .socket .target .timer .url =.buckconfig =.coveragerc =.flake8
      =.gitreview =.pylintrc =HOSTS =buildozer.spec =hosts =pylintrc =vlcrc @conf @dosini
    Ink|p| .ink
    Inno Setup|p#264b99| .iss .isl
    Io|p#a9188d| .io !io
    Ioke|p#078193| .ik !ioke
    IRC log|d| .irclog .weechatlog @irc @irc~logs
    Isabelle|p#FEFE00| .thy
    Isabelle ROOT|p#FEFE00|Isabelle =ROOT
    ISPC|p#2D68B1| .ispc
    J|p#9EEDFF| .ijs !jconsole
    Jac|p#FC792D| .jac
    Jai|p#ab8b4b| .jai
    Janet|p#0886a5| .janet !janet
    JAR Manifest|d#b07219| =MANIFEST.MF
    Jasmin|p#d03600| .j
    JASS|p#FF0303| .j @jass2
    Java|p#b07219| .java .jav .jsh
    Java Properties|d#2A6277| .properties
    Java Server Pages|p#2A6277|Java .jsp .tag @jsp
    Java Template Engine|p#2A6277|Java .jte @jte
    JavaScript|p#f1e05a| .js ._js .bones .cjs .es .es6 .frag .gs .jake .javascript .jsb .jscad
      .jsfl .jslib .jsm .jspre .jss .jsx .mjs .njs .pac .sjs .ssjs .xsjs .xsjslib =Jakefile !bun
      !chakra !d8 !deno !gjs !js !node !nodejs !qjs !rhino !v8 !v8-shell @js @node
    JavaScript+ERB|p#f1e05a|JavaScript .js.erb
    JCL|p#d90e09| .jcl
    Jest Snapshot|d#15c213| .snap
    JetBrains MPS|p#21D789| .mps .mpl .msd @mps
    JFlex|p#DBCA00|Lex .flex .jflex
    Jinja|m#a52a22| .jinja .j2 .jinja2 @django @html+django @html+jinja @htmldjango
    Jison|p#56b3cb|Yacc .jison
    Jison Lex|p#56b3cb|Lex .jisonlex
    Jolie|p#843179| .ol .iol !jolie
    jq|p#c7254e| .jq !gojq !jaq !jq !jqjq !jqq !query-json
    JSON|d#292929| .json .4DForm .4DProject .avsc .geojson .gltf .har .ice .JSON-tmLanguage
      .json.example .jsonl .mcmeta .sarif .slnlaunch .tact .tfstate .tfstate.backup .topojson
      .webapp .webmanifest .yy .yyp =.all-contributorsrc =.arcconfig =.auto-changelog =.c8rc
      =.htmlhintrc =.imgbotconfig =.nycrc =.releaserc =.secrets.baseline =.tern-config
      =.tern-project =.watchmanconfig =MODULE.bazel.lock =Package.resolved =Pipfile.lock =bun.lock
      =composer.lock =deno.lock =flake.lock =mcmod.info @geojson @jsonl @sarif @topojson
    JSON with Comments|d#292929|JSON .jsonc .code-snippets .code-workspace .hujson .sublime-build
      .sublime-color-scheme .sublime-commands .sublime-completions .sublime-keymap .sublime-macro
      .sublime-menu .sublime-mousemap .sublime-project .sublime-settings .sublime-theme
      .sublime-workspace .sublime_metrics .sublime_session .tsconfig.json =.babelrc
      =.devcontainer.json =.eslintrc =.eslintrc.json =.jscsrc =.jshintrc =.jslintrc
      =.oxlintrc.json =.swcrc =api-extractor.json =devcontainer.json =jsconfig.json
      =language-configuration.json =tsconfig.json =tslint.json @jsonc
    JSON5|d#267CB9| .json5
    JSONiq|p#40d47e| .jq
    JSONLD|d#0c479c| .jsonld
    Jsonnet|p#0064bd| .jsonnet .libsonnet
    Julia|p#a270ba| .jl !julia
    Julia REPL|p#a270ba|Julia
    Jupyter Notebook|m#DA5B0B| .ipynb =Notebook @IPython~Notebook
    Just|p#384d54| .just =.JUSTFILE =.Justfile =.justfile =JUSTFILE =Justfile =justfile @Justfile
    Kaitai Struct|p#773b37| .ksy @ksy
    KakouneScript|p#6f8042| .kak =kakrc @kak @kakscript
    KCL|p#7ABABF| .k =kcl.mod =kcl.mod.lock
    KDL|d#ffb3b3| .kdl
    KerboScript|p#41adf0| .ks
    KFramework|p#4195c5| .k
    KiCad Layout|d#2f4aab| .kicad_pcb .kicad_mod .kicad_wks =fp-lib-table @pcbnew
    KiCad Legacy Layout|d#2f4aab| .brd
    KiCad Schematic|d#2f4aab| .kicad_sch .kicad_sym .sch @eeschema~schematic
    Kickstart|d| .ks
    Kit|m| .kit
    Koka|p#215166| .kk !koka
    KoLmafia ASH|p#B9D9B9| .ash
    Kotlin|p#A97BFF| .kt .ktm .kts
    KRL|p#28430A| .krl
    Kusto|d| .csl .kql
    kvlang|m#1da6e0| .kv
    LabVIEW|p#fede06| .lvproj .lvclass .lvlib
    Lambdapi|p#8027a3| .lp
    Langium|p#2c8c87| .langium
    Lark|d#2980B9| .lark
    Lasso|p#999999| .lasso .las .lasso8 .lasso9 @lassoscript
    Latte|m#f2a542| .latte
    Lean|p| .lean .hlean
    Lean 4|p|Lean .lean @lean4
    Leo|p#C4FFC2| .leo
    Less|m#1d365d| .less @less-css
    Lex|p#DBCA00| .l .lex =Lexer.x =lexer.x @flex
    LFE|p#4C3023| .lfe
    LigoLANG|p#0e74ff|LigoLANG .ligo
    LilyPond|p#9ccc7c| .ly .ily
    Limbo|p| .b .m
    Linear Programming|p| .lp
    Linker Script|p| .ld .lds .x =ld.script
    Linux Kernel Module|d| .mod
    Liquid|m#67b8de| .liquid
    Liquidsoap|p#990066| .liq
    Literate Agda|p#315665|Agda .lagda
    Literate CoffeeScript|p#244776|CoffeeScript .litcoffee .coffee.md @litcoffee
    Literate Haskell|p#5e5086|Haskell .lhs @lhaskell @lhs
    LiveCode Script|p#0c5ba5| .livecodescript
    LiveScript|p#499886| .ls ._ls =Slakefile @live-script @ls
    LLVM|p#185619| .ll
    Lobster|p#f95428| .lobster
    Logos|p| .xm .x .xi
    Logtalk|p#295b9a| .lgt .logtalk
    LOLCODE|p#cc9900| .lol
    LookML|p#652B81| .lkml .lookml
    LoomScript|p| .ls
    LSL|p#3d9970| .lsl .lslp !lsl
    LTspice Symbol|d| .asy
    Lua|p#000080| .lua .fcgi .nse .p8 .pd_lua .rbxs .rockspec .wlua =.luacheckrc !lua !luajit
    Luau|p#00A2FF| .luau !luau
    M|p| .mumps .m @mumps
    M3U|d#179C7D| .m3u .m3u8 @hls~playlist @m3u~playlist
    M4|p| .m4 .mc
    M4Sugar|p|M4 .m4 =configure.ac @autoconf
    Macaulay2|p#d8ffff| .m2 !M2 @m2
    Makefile|p#427819| .mak .d .make .makefile .mk .mkfile =BSDmakefile =GNUmakefile =Kbuild
      =Makefile =Makefile.am =Makefile.boot =Makefile.frag =Makefile.in =Makefile.inc =Makefile.pc
      =Makefile.wat =makefile =makefile.sco =mkfile !make @bsdmake @make @mf
    Mako|p#7e858d| .mako .mao
    Markdown|t#083fa1| .md .livemd .markdown .mdown .mdwn .mkd .mkdn .mkdown .ronn .scd .workbook
      =contents.lr @md @pandoc
    Marko|m#42bff2| .marko @markojs
    Mask|m#f97732| .mask
    Mathematical Programming System|p#0530ad| .mps
    MATLAB|p#e16737| .matlab .m @octave
    Maven POM|d|XML =pom.xml
    Max|p#c4a79c| .maxpat .maxhelp .maxproj .mxt .pat @max/msp @maxmsp
    MAXScript|p#00a6a6| .ms .mcr
    mcfunction|p#E22837| .mcfunction
    mdsvex|m#5f9ea0| .svx
    MDX|m#fcb32c| .mdx
    Mercury|p#ff2b2b| .m .moo !mmi
    Mermaid|m#ff3670| .mmd .mermaid @mermaid~example
    Meson|p#007800| =meson.build =meson_options.txt
    Metal|p#8f14e9| .metal
    MeTTa|p#6a5acd| .metta
    Microsoft Developer Studio Project|d| .dsp
    Microsoft Visual Studio Solution|d| .sln
    MiniD|p| .minid
    MiniScript|p#4B4A56| .ms
    MiniYAML|d#ff1111| .yaml .yml
    MiniZinc|p#06a9e6| .mzn
    MiniZinc Data|d| .dzn
    Mint|p#02b046| .mint
    Mirah|p#c7a938| .druby .duby .mirah
    mIRC Script|p#3d57c3| .mrc
    MLIR|p#5EC8DB| .mlir
    Modelica|p#de1d31| .mo
    Modula-2|p#10253f| .mod
    Modula-3|p#223388| .i3 .ig .m3 .mg
    Module Management System|p| .mms .mmk =descrip.mmk =descrip.mms
    Mojo|p#ff4c1f| .mojo
    Monkey|p| .monkey .monkey2
    Monkey C|p#8D6747| .mc
    Moocode|p| .moo
    MoonBit|p#b92381| .mbt
    MoonScript|p#ff4585| .moon !moon
    Motoko|p#fbb03b| .mo
    Motorola 68K Assembly|p#005daa|Assembly .asm .i .inc .s .x68 @m68k
    Move|p#4a137a| .move
    MQL4|p#62A8D6| .mq4 .mqh
    MQL5|p#4A76B8| .mq5 .mqh
    MTML|m#b7e1f4| .mtml
    MUF|p|Forth .muf .m
    mupad|p#244963| .mu
    Muse|t| .muse @amusewiki @emacs~muse
    Mustache|m#724b3b| .mustache
    Myghty|p| .myt
    nanorc|d#2d004d|INI .nanorc =.nanorc =nanorc
    Nasal|p#1d2c4e| .nas
    NASL|p| .nasl .inc
    NCL|p#28431f| .ncl
    Nearley|p#990000| .ne .nearley
    Nemerle|p#3d3c6e| .n
    NEON|d| .neon @nette~object~notation @ne-on
    nesC|p#94B0C7| .nc
    NetLinx|p#0aa0ff| .axs .axi
    NetLinx+ERB|p#747faa| .axs.erb .axi.erb
    NetLogo|p#ff6375| .nlogo
    NewLisp|p#87AED7| .nl .lisp .lsp !newlisp
    Nextflow|p#3ac486| .nf =nextflow.config !nextflow
    Nginx|d#009639| .nginx .nginxconf .vhost =nginx.conf @nginx~configuration~file
    Nickel|p#E0C3FC| .ncl
    Nim|p#ffc200| .nim .nim.cfg .nimble .nimrod .nims =nim.cfg
    Ninja|d| .ninja
    Nit|p#009917| .nit
    Nix|p#7e7eff| .nix @nixos
    NL|d| .nl
    NMODL|p#00356B| .mod
    Noir|p#2f1f49| .nr @nargo
    NPM Config|d#cb3837|INI =.npmrc @npmrc
    NSIS|p| .nsi .nsh
    Nu|p#c9df40| .nu =Nukefile !nush @nush
    NumPy|p#9C8AF9|Python .numpy .numpyw .numsc
    Nunjucks|m#3d8137| .njk @njk
    Nushell|p#4E9906| .nu !nu @nu-script @nushell-script
    NWScript|p#111522| .nss
    OASv2-json|d#85ea2d|OpenAPI~Specification~v2 .json
    OASv2-yaml|d#85ea2d|OpenAPI~Specification~v2 .yaml .yml
    OASv3-json|d#85ea2d|OpenAPI~Specification~v3 .json
    OASv3-yaml|d#85ea2d|OpenAPI~Specification~v3 .yaml .yml
    Oberon|p| .ob2
    ObjDump|d| .objdump
    Object Data Instance Notation|d| .odin
    Objective-C|p#438eff| .m .h @obj-c @objc @objectivec
    Objective-C++|p#6866fb| .mm @obj-c++ @objc++ @objectivec++
    Objective-J|p#ff0c5a| .j .sj @obj-j @objectivej @objj
    ObjectScript|p#424893| .cls
    OCaml|p#ef7a08| .ml .eliom .eliomi .ml4 .mli .mll .mly !ocaml !ocamlrun !ocamlscript
    Odin|p#60AFFE| .odin @odinlang @odin-lang
    Omgrofl|p#cabbff| .omgrofl
    OMNeT++ MSG|p#a0e0a0| .msg @omnetpp-msg
    OMNeT++ NED|p#08607c| .ned @omnetpp-ned
    ooc|p#b0b77e| .ooc
    Opa|p| .opa
    Opal|p#f7ede0| .opal
    Open Policy Agent|p#7d9199| .rego
    OpenAPI Specification v2|d#85ea2d| @oasv2
    OpenAPI Specification v3|d#85ea2d| @oasv3
    OpenCL|p#ed2e2d|C .cl .opencl
    OpenEdge ABL|p#5ce600| .p .cls .w @progress @openedge @abl
    OpenQASM|p#AA70FF| .qasm
    OpenRC runscript|p|Shell !openrc-run @openrc
    OpenSCAD|p#e5cd45| .scad
    OpenStep Property List|d| .plist .glyphs
    OpenType Feature File|d| .fea @AFDKO
    Option List|d#476732| =.ackrc =.rspec =.yardopts =ackrc =mocha.opts @opts @ackrc
    Org|t#77aa99| .org
    OverpassQL|p#cce2aa| .overpassql
    OverPy|p#78b355| .opy @opy
    Ox|p| .ox .oxh .oxo
    Oxygene|p#cdd0e3| .oxygene
    Oz|p#fab738| .oz
    P4|p#7055b5| .p4
    Pact|p#F7A8B8| .pact
    Pan|p#cc0000| .pan
    Papyrus|p#6600cc| .psc
    Parrot|p#f3ca0a| .parrot
    Parrot Assembly|p|Parrot .pasm !parrot @pasm
    Parrot Internal Representation|p|Parrot .pir !parrot @pir
    Pascal|p#E3F171| .pas .dfm .dpr .inc .lpr .pascal .pp !instantfpc @delphi @objectpascal
    Pawn|p#dbb284| .pwn .inc .sma
    PDDL|p#0d00ff| .pddl
    PEG.js|p#234d6b| .pegjs .peggy
    Pep8|p#C76F5B| .pep
    Perl|p#0298c3| .pl .al .cgi .fcgi .perl .ph .plx .pm .psgi .t =.latexmkrc =Makefile.PL
      =Rexfile =ack =cpanfile =latexmkrc !cperl !perl @cperl
    PHP|p#4F5D95| .php .aw .ctp .fcgi .inc .php3 .php4 .php5 .phps .phpt =.php =.php_cs
      =.php_cs.dist =Phakefile !php @inc
    Pic|m|Roff .pic .chem @pikchr
    Pickle|d| .pkl
    PicoLisp|p#6067af| .l !picolisp !pil
    PigLatin|p#fcd7de| .pig
    Pike|p#005390| .pike .pmod !pike
    Pip Requirements|d#FFD343| =dev-requirements.txt =requirements-dev.txt =requirements.lock.txt
      =requirements.txt
    pkg-config|d#2b5e82| .pc .pc.in @pkgconf
    Pkl|p#6b9543| .pkl !pkl
    PlantUML|d#fbbd16| .puml .iuml .plantuml
    PLpgSQL|p#336790| .pgsql .sql
    PLSQL|p#dad8d8| .pls .bdy .ddl .fnc .pck .pkb .pks .plb .plsql .prc .spc .sql .tpb .tps .trg
      .vw
    Pod|t| .pod !perl
    Pod 6|t| .pod .pod6 !perl6
    PogoScript|p#d80074| .pogo
    Polar|p#ae81ff| .polar
    Pony|p| .pony
    Portugol|p#f8bd00| .por
    PostCSS|m#dc3a0c|CSS .pcss .postcss
    PostScript|m#da291c| .ps .eps .epsi .pfa @postscr
    POV-Ray SDL|p#6bac65| .pov .inc @pov-ray @povray
    Power Query|p#d38e0d| .pq @powerquery
    PowerBuilder|p#8f0f8d| .pbt .sra .sru .srw
    PowerShell|p#012456| .ps1 .psd1 .psm1 !pwsh @posh @pwsh
    Praat|p#c8506d| .praat
    Prisma|d#0c344b| .prisma
    Pro*C|p#bb8368| .pc
    Processing|p#0096D8| .pde
    Procfile|p#3B2F63| =Procfile
    Proguard|d| .pro
    Prolog|p#74283c| .pl .plt .pro .prolog .yap !swipl !yap
    Promela|p#de0000| .pml
    Propeller Spin|p#7fa2a7| .spin
    Protocol Buffer|d| .proto @proto @protobuf @Protocol~Buffers
    Protocol Buffer Text Format|d| .textproto .pbt .pbtxt .txtpb @text~proto @protobuf~text~format
    Public Key|d| .asc .pub
    Pug|m#a86454| .jade .pug
    Puppet|p#302B6D| .pp =Modulefile
    Pure Data|d| .pd
    PureBasic|p#5a6986| .pb .pbi
    PureScript|p#1D222D| .purs
    Pyret|p#ee1e10| .arr
    Python|p#3572A5| .py .cgi .fcgi .gyp .gypi .lmi .py3 .pyde .pyi .pyp .pyt .pyw .rpy .spec .tac
      .wsgi .xpy =.gclient =DEPS =SConscript =SConstruct =wscript !python !python2 !python3 !py
      !pypy !pypy3 !uv @py @py3 @python3 @rusthon
    Python console|p#3572A5|Python @pycon
    Python traceback|d#3572A5|Python .pytb
    q|p#0040cd| .q
    Q#|p#fed659| .qs @qsharp
    QMake|p| .pro .pri !qmake
    QML|p#44a51c| .qml .qbs
    Qt Script|p#00b841| .qs =installscript.qs =toolchain_installscript.qs
    Quake|p#882233| =m3makefile =m3overrides
    QuakeC|p#975777| .qc
    Quartus Simulation IP|d#58C42E| .sip
    QuickBASIC|p#008080| .bas .bi @qb @qbasic @qb64 @classic~qbasic @classic~quickbasic
    Quint|p#9d6ce5| .qnt
    R|p#198CE7| .r .rd .rhistory .rsx =.Rapp.history =.Rhistory =.Rprofile =expr-dist !Rscript
      @Rscript @splus
    Racket|p#3c5caa| .rkt .rktd .rktl .scrbl !racket
    Ragel|p#9d5200| .rl @ragel-rb @ragel-ruby
    Raku|p#0000fb| .6pl .6pm .nqp .p6 .p6l .p6m .pl .pl6 .pm .pm6 .raku .rakumod .t !perl6 !raku
      !rakudo @perl6 @perl-6
    RAML|m#77d9fb| .raml
    Rascal|p#fffaa0| .rsc
    RAScript|p#2C97FA| .rascript
    Raw token data|d| .raw @raw
    RBS|d#701516|Ruby .rbs
    RDoc|t#701516| .rdoc
    Readline Config|d|INI =.inputrc =inputrc @inputrc @readline
    REALbasic|p| .rbbas .rbfrm .rbmnu .rbres .rbtbar .rbuistate
    Reason|p#ff5847| .re .rei
    ReasonLIGO|p#ff5847|LigoLANG .religo
    Rebol|p#358a5b| .reb .r .r2 .r3 .rebol
    Record Jar|d#0673ba| =language-subtag-registry.txt
    Red|p#f50000| .red .reds @red/system
    Redcode|p| .cw
    Redirect Rules|d| =_redirects @redirects
    Redscript|p#f44336| .reds
    Regular Expression|d#009a00| .regexp .regex @regexp @regex
    Ren'Py|p#ff7f7f| .rpy @renpy
    RenderScript|p| .rs .rsh
    ReScript|p#ed5051| .res .resi !ocaml
    reStructuredText|t#141414| .rst .rest .rest.txt .rst.txt @rst
    REXX|p#d90e09| .rexx .pprx .rex !regina !rexx @arexx
    Rez|p#FFDAB3| .r
    Rhai|p#FBA63B| .rhai
    Rich Text Format|m| .rtf
    Ring|p#2D54CB| .ring
    Riot|m#A71E49| .riot
    RMarkdown|t#198ce7| .qmd .rmd
    RobotFramework|p#00c0b5| .robot .resource
    Robots Exclusion Rules|d| =robots.txt @robots @robots~txt @robotx.txt
    Roc|p#7c38f5| .roc
    Rocq Prover|p#d0b68c| .v .coq @coq @rocq
    Roff|m#ecdebe| .roff .1 .1in .1m .1x .2 .3 .3in .3m .3p .3pm .3qt .3x .4 .5 .6 .7 .8 .9 .l
      .man .mdoc .me .ms .n .nr .rno .tmac =eqnrc =mmn =mmt =troffrc =troffrc-end @groff @man
      @manpage @man~page @man-page @mdoc @nroff @troff
    Roff Manpage|m#ecdebe|Roff .1 .1in .1m .1x .2 .3 .3in .3m .3p .3pm .3qt .3x .4 .5 .6 .7 .8 .9
      .man .mdoc
    RON|d#a62c00| .ron
    ROS Interface|d#22314e| .msg .action .srv @rosmsg
    Rouge|p#cc0088| .rg
    RouterOS Script|p#DE3941| .rsc !RouterOS
    RPC|p| .x @rpcgen @oncrpc @xdr
    RPGLE|p#2BDE21| .rpgle .sqlrpgle @ile~rpg @sqlrpgle
    RPM Spec|d| .spec @specfile
    Ruby|p#701516| .rb .builder .eye .fcgi .gemspec .god .jbuilder .mspec .pluginspec .podspec
      .prawn .rabl .rake .rbi .rbuild .rbw .rbx .ru .ruby .spec .thor .watchr =.irbrc =.pryrc
      =.simplecov =Appraisals =Berksfile =Brewfile =Buildfile =Capfile =Dangerfile =Deliverfile
      =Fastfile =Gemfile =Guardfile =Jarfile =Mavenfile =Podfile =Puppetfile =Rakefile =Snapfile
      =Steepfile =Thorfile =Vagrantfile =buildfile !ruby !macruby !rake !jruby !rbx @jruby
      @macruby @rake @rb @rbx
    RUNOFF|m#665a4e| .rnh .rno
    Rust|p#dea584| .rs .rs.in !rust-script @rs
    Sage|p| .sage .sagews
    Sail|p#259dd5| .sail
    Salt|p#57bcad| .sls @saltstack @saltstate
    SAS|p#B34936| .sas
    Sass|m#a53b70| .sass
    Scala|p#c22d40| .scala .kojo .sbt .sc !scala
    Scaml|m#bd181a| .scaml
    Scenic|p#fdc700| .scenic !scenic
    Scheme|p#1e4aec| .scm .sch .sld .sls .sps .ss !scheme !guile !bigloo !chicken !csi !gosh !r6rs
    Scilab|p#ca0f21| .sci .sce .tst
    SCSS|m#c6538c| .scss
    sed|p#64b970| .sed !gsed !minised !sed !ssed
    Self|p#0579aa| .self
    SELinux Policy|d| .te =file_contexts =genfs_contexts =initial_sids =port_contexts
      =security_classes @SELinux~Kernel~Policy~Language @sepolicy
    ShaderLab|p#222c37| .shader
    Shell|p#89e051| .sh .bash .bats .cgi .command .fcgi .ksh .pacscript .sbatch .sh.in .slurm
      .tmux .tool .trigger .zsh .zsh-theme =.bash_aliases =.bash_functions =.bash_history
      =.bash_logout =.bash_profile =.bashrc =.cshrc =.envrc =.flaskenv =.kshrc =.login =.profile
      =.tmux.conf =.xinitrc =.xsession =.zlogin =.zlogout =.zprofile =.zshenv =.zshrc =9fs
      =PKGBUILD =bash_aliases =bash_logout =bash_profile =bashrc =cshrc =gradlew =kshrc =login
      =man =mvnw =profile =tmux.conf =xinitrc =xsession =zlogin =zlogout =zprofile =zshenv =zshrc
      !ash !bash !dash !ksh !mksh !pdksh !rc !sh !zsh @sh @shell-script @bash @zsh @envrc
    ShellCheck Config|d#cecfcb| =.shellcheckrc @shellcheckrc
    ShellSession|p| .sh-session @bash~session @console
    Shen|p#120F14| .shen
    Sieve|p| .sieve
    Simple File Verification|d#C9BFED|Checksums .sfv @sfv
    Singularity|p#64E6AD| =Singularity
    SIP|p#4E8D83| .sip
    Slang|p#1fbec9| .slang
    Slash|p#007eff| .sl
    Slice|p#003fa2| .ice
    Slim|m#2b2b2b| .slim
    Slint|m#2379F4| .slint
    Smali|p| .smali
    Smalltalk|p#596706| .st .cs @squeak
    Smarty|p#f0c040| .tpl
    Smithy|p#c44536| .smithy
    SmPL|p#c94949| .cocci @coccinelle
    SMT|p| .smt2 .smt .z3 !boolector !cvc4 !mathsat5 !opensmt !smtinterpol !smt-rat !stp !verit
      !yices2 !z3
    Snakemake|p#419179|Python .smk .snakefile =Snakefile @snakefile
    Solidity|p#AA6746| .sol
    Soong|d| =Android.bp
    SourcePawn|p#f69e1d| .sp .inc @sourcemod
    SPARQL|d#0C4597| .sparql .rq
    SpiceDB Schema|d#a5318a| .zed
    Spline Font Database|d| .sfd
    SQF|p#3F3F3F| .sqf .hqf
    SQL|d#e38c00| .sql .ddl .inc .mysql .prc .tab .udf .viw
    SQLPL|p#e38c00| .sql .db2
    Squirrel|p#800000| .nut
    SRecode Template|m#348a34| .srt
    SSH Config|d|INI =ssh-config =ssh_config =sshconfig =sshconfig.snip =sshd-config =sshd_config
      @sshconfig @sshdconfig @ssh_config @sshd_config
    Stan|p#b2011d| .stan
    Standard ML|p#dc566d| .ml .fun .sig .sml @sml
    STAR|d| .star
    Starlark|p#76d275| .bzl .star =BUCK =BUILD =BUILD.bazel =MODULE.bazel =Tiltfile =WORKSPACE
      =WORKSPACE.bazel =WORKSPACE.bzlmod @bazel @bzl
    Stata|p#1a5f91| .do .ado .doh .ihlp .mata .matah .sthlp
    STL|d#373b5e| .stl @ascii~stl @stla
    STON|d|Smalltalk .ston
    StringTemplate|m#3fb34f| .st
    Stylus|m#ff6347| .styl
    SubRip Text|d#9e0101| .srt
    SugarSS|m#2fcc9f| .sss
    SuperCollider|p#46390b| .sc .scd !sclang !scsynth
    SurrealQL|p#ff00a0| .surql @surql
    Survex data|d#ffcc99| .svx
    Svelte|m#ff3e00| .svelte
    SVG|d#ff9900| .svg
    Sway|p#00F58C| .sw
    Sweave|t#198ce7| .rnw
    Swift|p#F05138| .swift
    SWIG|p| .i .swg .swig
    SystemVerilog|p#DAE1C2| .sv .svh .vh
    Tact|p#48b5ff| .tact
    Talon|p#333333| .talon
    Tape|p| .tape @vhs
    Tcl|p#e4cc98| .tcl .adp .sdc .tcl.in .tm .xdc =owh =starfield !tclsh !wish @sdc @xdc
    Tcsh|p|Shell .tcsh .csh !tcsh !csh
    Tea|m| .tea
    Teal|p#00B1BC| .tl !tl
    templ|m#66D0DD| .templ
    Terra|p#00004c| .t !lua
    Terraform Template|m#7b42bb|HCL .tftpl
    TeX|m#3D6117| .tex .aux .bbx .cbx .cls .dtx .ins .lbx .ltx .mkii .mkiv .mkvi .sty .toc @latex
    Texinfo|t| .texinfo .texi .txi !makeinfo
    Text|t| .txt .fr .nb .ncl .no =CITATION =CITATIONS =COPYING =COPYING.regex =COPYRIGHT.regex
      =FONTLOG =INSTALL =INSTALL.mysql =LICENSE =LICENSE.mysql =NEWS =README.me =README.mysql
      =README.nss =README.pc =click.me =delete.me =keep.me =package.mask =package.use.mask
      =package.use.stable.mask =read.me =readme.1st =test.me =use.mask =use.stable.mask
      @fundamental @plain~text
    TextGrid|d#c8506d| .TextGrid
    Textile|t#ffe7ac| .textile
    TextMate Properties|d#df66e4| =.tm_properties @tm-properties
    Thrift|p#D12127| .thrift
    TI Program|p#A0AA87| .8xp .8xp.txt
    TL-Verilog|p#C40023| .tlv
    TLA|p#4b0079| .tla
    TMDL|d#f0c913| .tmdl @Tabular~Model~Definition~Language
    Toit|p#c2c9fb| .toit
    Tolk|p#30A1F5| .tolk
    TOML|d#9c4221| .toml .toml.example =Cargo.lock =Cargo.toml.orig =Gopkg.lock =Pipfile
      =mise.local.lock =mise.lock =pdm.lock =poetry.lock =uv.lock
    Tor Config|d#59316b| =torrc @torrc
    Tree-sitter Query|p#8ea64c| .scm @tsq
    TSPLIB data|d| .tsp @travelling~salesman~problem @traveling~salesman~problem
    TSQL|p#e38c00| .sql
    TSV|d#237346| .tsv .vcf @tab-seperated~values
    TSX|p#3178c6|TypeScript .tsx @typescriptreact
    Turing|p#cf142b| .t .tu
    Turtle|d| .ttl
    Twig|m#c1d026| .twig
    TXL|p#0178b8| .txl
    Type Language|d| .tl @tl
    TypeScript|p#3178c6| .ts .cts .mts !bun !deno !ts-node !tsx !node @ts
    TypeSpec|p#4A3665| .tsp @tsp
    Typst|p#239dad| .typ @typ
    ucode|p#00b8d4| .uc !ucode
    Unified Parallel C|p#4e3617|C .upc
    Unity3D Asset|d#222c37| .anim .asset .mask .mat .meta .prefab .unity
    Unix Assembly|p|Assembly .s .ms @gas @gnu~asm @unix~asm
    Uno|p#9933cc| .uno
    UnrealScript|p#a54c4d| .uc
    Untyped Plutus Core|p#36adbd| .uplc
    UrWeb|p#ccccee| .ur .urs @Ur/Web @Ur
    V|p#4f87c4| .v @vlang
    Vala|p#a56de2| .vala .vapi
    Valve Data Format|d#f26025| .vdf .vmf @keyvalues @vdf
    VBA|p#867db1| .bas .cls .frm .vba @visual~basic~for~applications
    VBScript|p#15dcdc| .vbs
    vCard|d#ee2647| .vcf @virtual~contact~file @electronic~business~card
    VCL|p#148AA8| .vcl
    Velocity Template Language|m#507cff| .vtl @vtl @velocity
    Vento|m#ff0080| .vto
    Verilog|p#b2b7f8| .v .veo
    Verse|p#518ef8| .verse
    Vespa Schema Definition|d#61D790| .sd @vespa
    VHDL|p#adb2cb| .vhdl .vhd .vhf .vhi .vho .vhs .vht .vhw
    Vim Help File|t#199f4b| .txt @help @vimhelp
    Vim script|p#199f4b| .vim .vba .vimrc .vmb =.exrc =.gvimrc =.nvimrc =.vimrc =_vimrc =gvimrc
      =nvimrc =vimrc @vim @viml @nvim @vimscript
    Vim Snippet|m#199f4b| .snip .snippet .snippets @SnipMate @UltiSnip @UltiSnips @NeoSnippet
    Visual Basic .NET|p#945db7| .vb .vbhtml @visual~basic @vbnet @vb~.net @vb.net
    Visual Basic 6.0|p#2c6353| .bas .cls .ctl .Dsr .frm @vb6 @vb~6 @visual~basic~6
      @visual~basic~classic @classic~visual~basic
    Volt|p#1F1F1F| .volt
    Vue|m#41b883| .vue
    Vyper|p#9F4CF2| .vy
    Wavefront Material|d| .mtl
    Wavefront Object|d| .obj
    WDL|p#42f1f4| .wdl @Workflow~Description~Language
    Web Ontology Language|d#5b70bd| .owl
    WebAssembly|p#04133b| .wast .wat @wast @wasm
    WebAssembly Interface Type|d#6250e7| .wit @wit
    WebIDL|p| .webidl
    WebVTT|d| .vtt @vtt
    Wget Config|d|INI =.wgetrc @wgetrc
    WGSL|p#1a5e9a| .wgsl
    Whiley|p#d5c397| .whiley
    Wikitext|t#fc5757| .mediawiki .wiki .wikitext @mediawiki @wiki
    Win32 Message File|d| .mc
    Windows Registry Entries|d#52d5ff| .reg
    wisp|p#7582D1| .wisp
    Witcher Script|p#ff0000| .ws
    Wolfram Language|p#dd1100| .mathematica .cdf .m .ma .mt .nb .nbp .wl .wls .wlt !wolfram
      !WolframKernel !wolframscript !math !MathKernel !MathematicaScript !WolframNB !Mathematica
      @mathematica @mma @wolfram @wolfram~lang @wl
    Wollok|p#a23738| .wlk
    World of Warcraft Addon Data|d#f7e43f| .toc
    Wren|p#383838| .wren @wrenlang
    X BitMap|d|C .xbm @xbm
    X Font Directory Index|d| =encodings.dir =fonts.alias =fonts.dir =fonts.scale
    X PixMap|d|C .xpm .pm @xpm
    X10|p#4B6BEF| .x10 @xten
    xBase|p#403a40| .prg .ch .prw @advpl @clipper @foxpro
    XC|p#99DA07| .xc
    XCompose|d| =.XCompose =XCompose =xcompose
    Xmake|p#22a079| =xmake.lua
    XML|d#0060ac| .xml .adml .admx .ant .axaml .axml .builds .ccproj .ccxml .clixml .cproject
      .cscfg .csdef .csl .csproj .ct .depproj .dita .ditamap .ditaval .dll.config .dotsettings
      .filters .fsproj .fxml .glade .gml .gmx .gpx .grxml .gst .hzp .icls .iml .ivy .jelly .jsproj
      .kml .launch .mdpolicy .meta4 .mjml .mm .mod .mojo .mxml .natvis .ncl .ndproj .nproj .nuspec
      .odd .osm .pkgproj .pluginspec .proj .props .ps1xml .psc1 .pt .pubxml .qhelp .rbxmx .rdf
      .res .resx .rs .rss .sch .scxml .sfproj .shproj .slnx .srdf .storyboard .sublime-snippet .sw
      .targets .tml .ts .tsx .typ .ui .urdf .ux .vbproj .vcxproj .vsixmanifest .vssettings
      .vstemplate .vxml .wixproj .workflow .wsdl .wsf .wxi .wxl .wxs .x3d .xacro .xaml .xib .xlf
      .xliff .xmi .xml.dist .xmp .xproj .xsd .xspec .xul .zcml =.classpath =.cproject =.project
      =App.config =NuGet.config =Settings.StyleCop =Web.Debug.config =Web.Release.config
      =Web.config =packages.config @rss @xsd @wsdl
    XML Property List|d#0060ac|XML .plist .stTheme .tmCommand .tmLanguage .tmPreferences
      .tmSnippet .tmTheme
    Xojo|p#81bd41| .xojo_code .xojo_menu .xojo_report .xojo_script .xojo_toolbar .xojo_window
    Xonsh|p#285EEF| .xsh
    XPages|d| .xsp-config .xsp.metadata
    XProc|p| .xpl .xproc
    XQuery|p#5232e7| .xquery .xq .xql .xqm .xqy
    XS|p| .xs
    XSLT|p#EB8CEB| .xslt .xsl @xsl
    Xtend|p#24255d| .xtend
    Yacc|p#4B6C4B| .y .yacc .yy
    YAML|d#cb171e| .yml .mir .reek .rviz .sublime-syntax .syntax .yaml .yaml-tmlanguage .yaml.sed
      .yml.mysql =.clang-format =.clang-tidy =.clangd =.eslintrc =.gemrc =.releaserc =CITATION.cff
      =glide.lock =pixi.lock =yarn.lock @yml
    YANG|d| .yang
    YARA|p#220000| .yar .yara
    YASnippet|m#32AB90| .yasnippet @snippet @yas
    Yul|p#794932| .yul
    ZAP|p#0d665e| .zap .xzap
    Zeek|p| .zeek .bro @bro
    ZenScript|p#00BCD1| .zs
    Zephir|p#118f9e| .zep
    Zig|p#ec915c| .zig .zig.zon
    ZIL|p#dc75e5| .zil .mud
    Zimpl|p#d67711| .zimpl .zmpl .zpl
    Zmodel|d#ff7100| .zmodel
    """#
}
