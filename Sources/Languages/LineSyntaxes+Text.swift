extension LineSyntaxes {
  /// How comments and strings look. A line has languages, `|`, and what they have, each with a
  /// letter before it: a comment to the end of the line (`l`), the same if it is the first thing on
  /// its line (`f`), or if a blank stands before it (`w`); a comment with two ends (`b`), one that
  /// nests (`n`), one whose ends begin a line (`c`); a string on one line, with `\` (`s`) or without
  /// (`p`); a string over several lines, with `\` (`m`) or without (`r`); one that documents where it
  /// is the first thing on its line (`d`); and what only looks like one of these (`x`). Two ends have
  /// a `,` between them, and `~` is a space. Lines that begin with a space go on with the one before.
  static let text: StaticString = ##"""
    ActionScript, AIDL, AngelScript, ANTLR, AspectJ, Asymptote, Ballerina, Beef, Bison, Bluespec,
      Boogie, C, C3, Cadence, Cairo, Carbon, Ceylon, ChucK, Cuda, Cycript, Cypher, Dafny,
      DirectX 3D File, DTrace, eC, Ecere Projects, Fantom, Faust, Filterscript,
      Game Maker Language, Gosu, GSC, Harbour, Haxe, HolyC, Jai, Jolie, JSON with Comments, JSON5,
      Less, Lex, Linker Script, Logos, LoomScript, LSL, Metal, Modelica, Monkey C, Move, nesC,
      NWScript, Objective-C, Objective-C++, Objective-J, Odin, OMNeT++ MSG, OMNeT++ NED, ooc, Opa,
      OpenCL, OpenQASM, P4, Pawn, Pike, POV-Ray SDL, Pro*C, Processing, Q#, QML, Qt Script, Ragel,
      RenderScript, ReScript, RPC, Sass, SCSS, ShaderLab, Slang, Slice, Solidity, SourcePawn,
      Squirrel, Stan, Stylus, SuperCollider, Sway, SWIG, SystemVerilog, TL-Verilog, Type Language,
      TypeSpec, Unified Parallel C, Uno, UnrealScript, V, Vala, Verilog, Volt, WebIDL,
      Witcher Script, X10, xBase, XS, Xtend, Yacc, Yul, ZenScript, Zephir | l:// b:/*,*/ s:" s:'
    C++ | l:// b:/*,*/ r:R"(,)" s:" s:'
    GLSL, HLSL, Protocol Buffer, WGSL | l:// b:/*,*/ s:"
    Apex, Java | l:// b:/*,*/ m:""" s:" s:'
    Gradle, Groovy | l:// b:/*,*/ m:""" m:''' s:" s:'
    C# | l:// b:/*,*/ r:""" r:$""",""" r:@"," r:$@"," r:@$"," s:" s:'
    Gradle Kotlin DSL, Kotlin | l:// n:/*,*/ r:""" s:" s:'
    Scala | l:// n:/*,*/ r:""" s:" x:'"'
    Swift | l:// n:/*,*/ r:#"""#,"""# r:#","# m:""" s:"
    RON, Rust | l:// n:/*,*/ r:r"," r:r#","# r:r##","## r:r###","### m:" x:'"' x:'\"' x:b'"'
    Go, Go Module, Go Workspace | l:// b:/*,*/ r:` s:" s:'
    Glimmer JS, Glimmer TS, JavaScript, TSX, TypeScript | l:// b:/*,*/ m:` s:" s:'
    Dart | l:// n:/*,*/ m:""" m:''' s:" s:'
    Hack, PHP | l:// x:#[ l:# b:/*,*/ m:" m:'
    Kusto, Zig | l:// s:" s:'
    D | l:// n:/+,+/ b:/*,*/ r:r"," r:` m:" s:'
    CSS, PostCSS | b:/*,*/ s:" s:'
    Cython, GDScript, Mojo, Python, Ren'Py, Sage, Snakemake, Starlark, Xonsh
      | l:# d:""" d:''' s:" s:'
    Crystal, Ruby | l:# c:=begin,=end m:" m:'
    Perl, Raku
      | w:# c:=pod,=cut c:=head,=cut c:=over,=cut c:=item,=cut c:=begin,=cut c:=for,=cut
      c:=encod,=cut x:\" x:\' s:" s:'
    Alpine Abuild, fish, Gentoo Ebuild, Gentoo Eclass, Nushell, OpenRC runscript, Shell,
      ShellSession, Tcsh | w:# x:\" x:\' m:" r:'
    Makefile | w:# x:\" x:\' x:\#
    ApacheConf, Awk, BitBake, Browserslist, BuildStream, Caddyfile, Cap'n Proto, Checksums,
      CODEOWNERS, crontab, cURL Config, Earthly, Elvish, Filebench WML, GDB, Git Attributes,
      Git Revision List, GN, Gnuplot, GraphQL, GtkRC, Hosts File, Ignore List, jq, Just, KCL,
      Kickstart, Nasal, Nginx, Ninja, Nu, NumPy, Option List, Pan, Pip Requirements, pkg-config,
      Procfile, Puppet, QMake, Readline Config, RobotFramework, Robots Exclusion Rules, sed,
      SELinux Policy, Singularity, Smali, SSH Config, Vim Snippet, Wget Config, Zimpl | l:# s:"
    Dockerfile, Fluent, Gettext Catalog, Gherkin | f:#
    CMake | b:#[[,]] l:# m:"
    Meson | l:# m:''' s:'
    MiniYAML, OASv2-yaml, OASv3-yaml, Unity3D Asset, YAML | w:# s:" p:'
    TOML | l:# m:""" r:''' s:" p:'
    EditorConfig, Git Config, INI, NPM Config, TextMate Properties | f:# f:;
    Java Properties | f:# f:!
    SPARQL, Turtle | w:# s:" s:'
    Tcl | f:# m:"
    R | l:# m:" m:' m:`
    Nix | l:# b:/*,*/ r:'' m:"
    Elixir | l:# d:""" s:" s:'
    Julia | n:#=,=# l:# m:""" m:"
    Nim | b:#[,]# l:# r:""" s:"
    PowerShell | b:<#,#> l:# m:" r:'
    HCL | l:# l:// b:/*,*/ s:"
    Jsonnet, Thrift | l:# l:// b:/*,*/ s:" s:'
    CoffeeScript | b:###,### l:# m:""" m:''' m:" m:'
    Lua, Luau, MoonScript, Teal, Terra
      | b:--[[,]] b:--[=[,]=] b:--[==[,]==] l:-- r:[[,]] r:[=[,]=] r:[==[,]==] s:" s:'
    HiveQL, PLpgSQL, PLSQL, SQL, SQLPL, TSQL | l:-- b:/*,*/ r:' r:"
    Ada, VHDL | l:-- p:" x:'"'
    Eiffel, Euphoria | l:-- s:"
    Agda, C2hs Haskell, Curry, Dhall, Elm, Frege, Haskell, Idris, PureScript
      | n:{-,-} l:-- x:'"' x:'\"' s:"
    Lean, Lean 4 | n:/-,-/ l:-- s:"
    AppleScript | n:(*,*) l:-- l:# s:"
    ATS, Isabelle, OCaml, Rocq Prover, Standard ML | n:(*,*) x:'"' x:'\"' m:"
    F#, F* | n:(*,*) l:// r:""" r:@"," x:'"' m:"
    Wolfram Language | n:(*,*) m:"
    Oberon, Oxygene, Pascal | l:// b:(*,*) b:{,} p:'
    Component Pascal, Modula-2, Modula-3 | n:(*,*) p:" p:'
    Arc, Common Lisp, Dune, GCC Machine Description, LFE, NewLisp, PicoLisp, Racket, Scheme
      | n:#|,|# x:\" x:\; x:?\" x:?; l:; m:"
    Emacs Lisp | x:?\" x:?\; l:; m:"
    Clojure, edn, Fennel, Hy | x:\" x:\; l:; m:"
    LLVM, Tree-sitter Query | l:; s:"
    WebAssembly | n:(;,;) l:;; s:"
    AutoHotkey | w:; b:/*,*/ p:"
    Janet | l:# m:"
    Assembly | f:; l:// x:#include x:#define x:#if x:#el x:#end x:#undef x:#error f:# b:/*,*/ s:"
    Unix Assembly | l:// x:#include x:#define x:#if x:#el x:#end x:#undef x:#error f:# b:/*,*/ s:"
    Motorola 68K Assembly | l:; f:* s:"
    Erlang | x:$" x:$% l:% m:"
    Answer Set Programming, ECLiPSe, Logtalk, Mercury, Prolog | l:% b:/*,*/ m:" m:'
    BibTeX Style, PostScript, TeX | x:\% l:%
    MATLAB | b:%{,%} l:%
    BibTeX | f:%
    Fortran, Fortran Free Form | l:! p:" p:'
    B4X, BASIC, FreeBASIC, QuickBASIC, VBA, VBScript, Visual Basic .NET, Visual Basic 6.0
      | l:' f:REM~ f:Rem~ f:rem~ p:"
    Batchfile | f:REM~ f:rem~ f:Rem~ f:@rem~ f:@REM~ f:::
    Vim script | f:" p:'
    M4, M4Sugar | l:dnl l:#
    Ant Build System, ASP.NET, Bikeshed, Eagle, Ecmarkup, Genshi, HTML, HTML+ECR, HTML+EEX,
      HTML+ERB, Kit, Markdown, Maven POM, Mustache, Riot, RMarkdown, SVG, Web Ontology Language,
      Wikitext, XML, XML Property List, XPages, XProc, XSLT | b:<!--,-->
    Astro, Marko, MDX, Svelte, Vue | b:<!--,--> f:// b:/*,*/
    Handlebars | b:<!--,--> b:{{!--,--}} b:{{!,}}
    Jinja, Nunjucks, Twig | b:{#,#} b:<!--,-->
    Antlers, Blade | b:{{--,--}} b:<!--,-->
    Smarty | b:{*,*} b:<!--,-->
    Classic ASP, Java Server Pages | b:<%--,--%> b:<!--,-->
    ColdFusion | n:<!---,---> b:<!--,-->
    Haml, Pug, Slim | f:// f:-# f:/
    reStructuredText | f:..~
    Roff, Roff Manpage | f:.\" f:'\" f:.\#
    COBOL | f:*>
    Graphviz (DOT) | l:// l:# b:/*,*/ s:"
    Stata | f:* l:// b:/*,*/
    SAS | b:/*,*/ f:*
    REXX | b:/*,*/ l:-- p:" p:'
    Forth | l:\~ b:(~,)
    Smalltalk | b:"," r:'
    Inno Setup, NSIS | f:; f:# b:/*,*/
    Pkl | l:// b:/*,*/ m:""" s:"
    Gleam, Prisma | l:// s:"
    Roc | l:# m:""" s:"
    APL | l:⍝ p:'
    Typst | l:// b:/*,*/
    Bicep | l:// b:/*,*/ r:''' p:'
    ABAP | f:* l:" p:'
    XQuery | n:(:,:) m:" m:'
    Rebol, Red, ZAP, ZIL | l:; m:"
    4D, AGS Script, AL, Aleo, Avro IDL, B, Cangjie, CAP CDS, Circom, Closure Templates, CodeQL,
      Cool, Daslang, DataWeave, DM, ECL, Edje Data Collection, FlatBuffers, Flix, GAML, GDShader,
      Golo, Groovy Server Pages, HIP, IGOR Pro, Imba, ImHex Pattern Language, Ink, ISPC,
      Java Template Engine, JFlex, Jison, Jison Lex, Koka, KRL, Lambdapi, Langium, Lasso, Leo,
      MiniD, MQL4, MQL5, Nemerle, NetLinx, Nextflow, Omgrofl, OpenSCAD, PEG.js, Power Query,
      Promela, QuakeC, Reason, Redscript, Rez, SIP, Slint, Smithy, SmPL, Soong, SpiceDB Schema,
      Tact, Toit, Tolk, ucode, WebAssembly Interface Type, Whiley, Wollok, XC, YANG, YARA, Zmodel
      | l:// b:/*,*/ s:" s:'
    1C Enterprise, Alloy, Cloud Firestore Security Rules, CUE, Gno, Hare, IL Assembly, JASS, Lark,
      MLIR, MoonBit, Motoko, Noir, OpenEdge ABL, Pony, Quint, Sail, Scilab, SQF, templ
      | l:// b:/*,*/ s:"
    Aiken, Chapel, KDL, Rhai, Wren | l:// n:/*,*/ s:"
    HOCON, Io, SurrealQL, VCL | l:# l:// b:/*,*/ s:" s:'
    AMPL, BIRD2, Cairo Zero, Common Workflow Language, CSON, Dotenv, Easybuild, EdgeQL,
      Elvish Transcript, EmberScript, FPP, GAP, HAProxy, Jac, Kaitai Struct, KakouneScript, kvlang,
      Limbo, LiveScript, LookML, mcfunction, Mirah, NASL, NEON, Nickel, Open Policy Agent,
      OpenType Feature File, Parrot, Praat, Protocol Buffer Text Format, Pyret, RAML, RBS, Ring,
      ROS Interface, RouterOS Script, Talon, Tor Config, WDL, XCompose, Zeek | l:# s:" s:'
    Cylc, Debian Package Control File, desktop, dircolors, nanorc, Proguard, Redirect Rules,
      RPM Spec, ShellCheck Config | f:#
    Boo, Scenic, Vyper | l:# d:""" d:''' s:" s:'
    Futhark, Grammatical Framework | l:-- n:{-,-} s:"
    Macaulay2 | l:-- b:{*,*} s:"
    MiniZinc, MiniZinc Data, Oz | l:% b:/*,*/ s:"
    LilyPond | l:% b:%{,%} s:"
    Turing | l:% s:"
    ABNF, Clarity, CLIPS, DNS Zone, FIRRTL, Jasmin, M, NCL, NetLogo, Pact, Papyrus, PDDL,
      PureBasic, Redcode, SMT, wisp | l:; s:"
    mIRC Script, Windows Registry Entries | f:;
    Csound | l:; b:/*,*/ s:"
    AutoIt | l:; b:#cs,#ce p:"
    BrighterScript, Brightscript, Monkey, REALbasic, Xojo | f:' f:REM~ f:rem~ f:Rem~ p:"
    Augeas, EBNF, UrWeb | n:(*,*) m:"
    TLA | l:\* n:(*,*) p:"
    ASN.1, CQL, MAXScript | l:-- b:/*,*/ s:"
    LiveCode Script | l:-- s:"
    Cabal Config | f:--
    Xmake | b:--[[,]] b:--[=[,]=] l:-- r:[[,]] s:" s:'
    hoon | f::: s:"
    q | f:/
    Texinfo | f:@c~ f:@comment
    Velocity Template Language | l:## b:#*,*#
    AsciiDoc | b:////,//// f://
    PlantUML | f:'
    Mermaid | f:%%
    Go Template | b:{{/*,*/}}
    API Blueprint, COLLADA, EJS, HTML+PHP, mdsvex | b:<!--,-->
    HTML+Razor | b:@*,*@ b:<!--,-->
    Latte | b:{*,*} b:<!--,-->
    FreeMarker | b:<#--,-->
    Sieve | l:# b:/*,*/ s:"
    J | l:NB.
    GAMS | f:*
    """##
}
