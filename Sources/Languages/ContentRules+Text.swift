extension ContentRules {
  /// What a content must have to be in one of the languages that share an extension: the conditions
  /// of GitHub's linguist 9.7. A line begins with the extensions; below it are, with two spaces, the
  /// languages, the first of which wins that holds; below these, with four, what holds: one of the
  /// patterns with `=`, all with `&`, none with `!`, and one of the words with `?`, which spares the
  /// patterns where it cannot be (`\t` is a tab). A language without conditions always holds. `^` and `$` are ends of
  /// lines; `@name` stands for the patterns that are listed under that name.
  static let text: StaticString = ##"""
    @m68k
        = (?i)\bmoveq(\.l)?\s+#(\$-?[\da-f]{1,3}|%[01]{1,8}|-?\d{1,3}),\s*d[0-7]\b
        = (?i)^\s*move(\.[bwl])?\s+(sr|usp),\s*\S
        = (?i)^\s*move\.[bwl]\s.*\b[ad]\d
        = (?i)^\s*(movem\.[bwl]|move[mp](\.[wl])?|btst|dbra)\b
    @objc
        = ^\s*@(interface|class|protocol|property|end|synchronised|selector|implementation)\b
        = ^\s*#import\s.+\.h[">]
    @euphoria
        = ^\s*(namespace|(public\s+)?include)\s
        = ^\s*((public|export|global)\s+)?(atom|constant|enum|function|integer|object)\s
        = ^\s*((public|export|global)\s+)?(procedure|sequence|type)\s
    @fortran
        = (?i)^([c*][^abd-z]|      (subroutine|program|end|data)\s|\s*!)
    @freebasic
        = (?i)^[ \t]*#(define|endif|endmacro|ifn?def|include|lang|macro|pragma)(\s|$)
        = (?i)^[ \t]*dim( shared)? [a-z_]\w* as [a-z_]\w* ptr
    @gsc
        = ^\s*#\s*(using|insert|include|define|namespace)[ \t]+\w
        = ^\s*((autoexec|private)\s+){0,2}function\s+((autoexec|private)\s+){0,2}\w+\s*\(
        = \b(level|self)[ \t]+thread[ \t]+(\[\[[ \t]*(\w+\.)+[ \t]*\]\]|\w+)[ \t]*\([^\r\n)]*\)[ \t]*;
        = ^[ \t]*#[ \t]*(precache|using_animtree)[ \t]*\(
    @perl
        = \buse\s+(strict\b|v?5\b)
        = ^\s*use\s+(constant|overload)\b
        = ^\s*(\*|(our\s*)?@)EXPORT\s*=
        = ^\s*package\s+[A-Za-z_]\w*(::\w+)*\s*([;{]|\sv?\d)
        = [\s$][A-Za-z_]\w*(:\w+)*->[a-zA-Z_\[({]
    @quickbasic
        = ^ *(CONST|DIM|REDIM|DEFINT|PRINT|DECLARE (SUB|FUNCTION)|FUNCTION|SUB)\x20
        = #lang:?\s*"?qb"?
        = (?i)'\$INCLUDE:
        = (?i)^ *CLS *('|:|\r|\n)
        = (?i)^ *(OPTION _EXPLICIT|DIM SHARED |PRINT "|_(TITLE|PLAYMOD) ")
        = (?i) As _(Byte|Offset|MEM)
        = (?i)^ *_(DISPLAY|DEST|CONSOLE|SOURCE|FREEIMAGE|PALETTECOLOR|PRINTSTRING|LOADFONT|PUTIMAGE)
        = (?i)^ *_(LIMIT|SCREEN|DELAY) \.?\d
        = (?i)\b_(MOUSEBUTTON|NEWIMAGE|KEYDOWN|WIDTH|HEIGHT)\(
        = (?i)^ *\$(CONSOLE|CHECKING):
        = (?i)^ *\$(FULLSCREEN|RESIZE|STATIC|DYNAMIC|NOPREFIX|SCREENSHOW|SCREENHIDE|EXEICON)\b
    @vba
        = \b(VBA|[vV]ba)(\b|[0-9A-Z_])
        = ^ *(Public|Private)? Declare PtrSafe (Sub|Function)\b
        = ^ *#If Win64\b
        = ^ *(Dim|Const) \w* *As Long(Ptr|Long)\b
        = ^ *Option (Private Module|Compare Database)\b
        = [ (](Access|Excel|Outlook|PowerPoint|Visio|Word|VBIDE)\.\w
        = \b((Active)?VBProjects?|VBComponents?|Application\.(VBE|ScreenUpdating))\b
        = \b(ThisDrawing|AcadObject|Active(Explorer|Inspector|Window\.Presentation|Presentation))\b
        = \b(ActiveDocument|Selection\.(Document|Find|Paragraphs|Range))\b
        = \b((This|Active)?Workbooks?|Worksheets?|Active(Sheet|Chart|Cell)|WorksheetFunction)\b
        = \b(Range\(".*|Cells\(\w*, (\w*|"[a-zA-Z]{1,3}"))\)
    @yaml
        = ^[ \t]*(#|([^/"\s:{}\[\]]|/[^/*:\n])[^:\n]*:)
    @json
        = \A\s*[{\[]
    @assignment
        = ^[^#!;][^=]*=
    @raku
        = ^\s*(use\s+v6\b|module\b|(my\s+)?class\b)
    @gerber
        = ^[DGMT]\d\d\*\r?\n
    @xml
        = ^\s*<\?xml
    .1 .2 .3 .4 .5 .6 .7 .8 .9
      Roff Manpage
        & ^[.'][ \t]*Dd +(?:[^"\s]+|"[^"]+")
        & ^[.'][ \t]*Dt +(?:[^"\s]+|"[^"]+") +"?([1-9]|@[^\s@]+@)
        & ^[.'][ \t]*Sh +([^"\s]|"[^"]+")
      Roff Manpage
        & ^[.'][ \t]*TH +([^"\s]+|"[^"]+") +"?([1-9]|@[^\s@]+@)
        & ^[.'][ \t]*SH +"?[^"\s]
      Roff
        = ^\.([A-Za-z]{2}(\s|$)|\\")
      Text
    .1in .1m .1x .3in .3m .3p .3pm .3qt .3x .man .mdoc
      Roff Manpage
        & ^[.'][ \t]*Dd +([^"\s]+|"[^"]+")
        & ^[.'][ \t]*Dt +([^"\s]+|"[^"]+") +"?([1-9]|@[^\s@]+@)
        & ^[.'][ \t]*Sh +([^"\s]|"[^"]+")
      Roff Manpage
        & ^[.'][ \t]*TH +([^"\s]+|"[^"]+") +"?([1-9]|@[^\s@]+@)
        & ^[.'][ \t]*SH +"?[^"\s]
      Roff
    .action .srv
      ROS Interface
        & (?i)^[a-z]\w*(/[a-z]\w*)?(<=\d+)?(\[(<=\d+)?\])?\s+\w+\b
        & ^---\s*$
        ! ^\s*[^\s@#\w-]
    .al
      AL
        = (\A\W{0,3}|^)\s*(?i:codeunit|page(extension|customization)?|enum(extension)?)\b\s+["\dA-Z]
        = (\A\W{0,3}|^)\s*(?i:query|report(extension)?|table(extension)?|xmlport)\b\s+["\dA-Z]
        = (\A\W{0,3}|^)\s*(?i:profile(extension)?|controladdin|interface|entitlement)\b\s+["\dA-Z]
        = (\A\W{0,3}|^)\s*(?i:permissionset(extension)?)\b\s+["\dA-Z]
        = (?i)(\A\W{0,3}|^)\s*dotnet\s*$
        = (?i)(\A\W{0,3}|^)\s*(namespace|using)\s+[\w.]+\s*;
      Perl
    .alg
      ALGOL
        = (?i)^comment\b.*(;|comment)
        = ^#[^#\r\n]+#$
        = (?i)\b(integer|real|boolean|string)\s+\w+\s*:=
        = (?i)^begin(?s:.*)^end
    .app
      Erlang
        = ^\{\s*('application'|application)\s*,\s*([a-z][\w@]*|'[^']+')\s*,\s*\[(?s:.*)\]\s*\}\.[ \t]*$
    .as
      ActionScript
        = ^\s*package(\s+[\w.]+)?\s+(\{|$)
        = ^\s*import\s+[\w.*]+\s*;
        = ^\s*(intrinsic\s+class|class\s+extends)\s+[\w<>.]+
        = ^\s*((public|protected|private|static)\s+)*(var|const|local)\s+\w+\s*:\s*[\w<>.]+(\s*=.*)?\s*;
        = ^\s*((public|protected|private|static)\s+)*function\s+\w+\s*\((\s*\w+\s*:[^)]*)?\)
    .asc
      Public Key
        = ^(----[- ]BEGIN|ssh-(rsa|dss)) \b
      AsciiDoc
        = ^[=-]+\s|\{\{[A-Za-z]
      AGS Script
        = ^//.
        = ^((import|export)\s+)?(function|int|float|char)\s+((room|repeatedly|on|game)_)?[A-Za-z]\w+\s*[;(]
    .asm
      Assembly
        = (?i)mov\s+\S{2,},
      Motorola 68K Assembly
        = @m68k
    .asy
      LTspice Symbol
        = ^SymbolType[ \t]
      Asymptote
    .b
      B
        & ^\s*(extrn|auto|goto)\b
        ! ^\s*(implement|include|load|ref)\b
      Brainfuck
        = >\+[><]
      Limbo
        = ^\w+\s*:\s*module\s*\{
        = implement \w+;
    .bas
      B4X
        = \A\W{0,3}(.*\r?\n){0,9}B4[JARi]=true
      FreeBASIC
        = @freebasic
      FreeBASIC
        & (?i)^[ \t]*return\x20
        ! (?i)[ \t]*gosub\x20
      BASIC
        = \A\s*\d
      QuickBASIC
        = @quickbasic
      VBA
        = @vba
      Visual Basic 6.0
        = ^ *Attribute VB_Name =\x20
    .bb
      BlitzBasic
        = <^\s*;\x20|End Function
      BitBake
        = ^(# |(include|require|inherit)\b)
      Clojure
        = \((def|defn|defmacro|let)\s
    .bf
      Beef
        = ^\s*using\s+(System|Beefy)(\..*)?;\s*$
      HyPhy
        = ^\s*#include\s+".*";\s*$
        = \sfprintf\s*\(
      Brainfuck
        = >\+[><]
    .bi
      FreeBASIC
        = @freebasic
      FreeBASIC
        & (?i)^[ \t]*return\x20
        ! (?i)[ \t]*gosub\x20
      QuickBASIC
        = @quickbasic
    .bs
      Bikeshed
        = (?i)^<pre\s+class\s*=\s*['"]?metadata\b['"]?[^>\r\n]*>
      BrighterScript
        = (?i)^\s*sub\s*\w+\(.*?\)
        = (?i):\s*sub\(.*?\)$
        = (?i)^\s*end\s(sub|function)$
        = (?i)^\s*function\s*\w+\(.*?\)\s*as\s
        = (?i):\s*function\(.*?\)\s*as\s*\w*$
      Bluespec BH
        = ^package\s+[A-Za-z_][\w']*(\s*\(|\s+where)
    .bst
      BibTeX Style
        = ENTRY\s*\{
      BuildStream
    .builds
      XML
        = (?i)^\s*(<Project|<Import|<Property|<?xml|xmlns)
    .cairo
      Cairo Zero
        = ^\s*%lang\s+\w
        = ^\s*%builtins\s
        = ^\s*from\s+starkware\.(cairo|starknet)\.[\w.\s]+?import
        = ,\s*ap\+\+;$
        = ;\s*ap\+\+$
      Cairo
    .ch
      xBase
        = (?i)^\s*#\s*(if|ifn?def|define|x?command|x?translate|include|pragma|undef)\b
    .cl
      Common Lisp
        = (?i)^\s*\((defun|in-package|defpackage)\x20
      Cool
        = ^class
      OpenCL
        = /\*\x20|//\x20|^\}
    .cls
      Visual Basic 6.0
        & ^ *VERSION \d\.\d CLASS
        & ^\s*BEGIN\r?\n\s*MultiUse\s*=.*\r?\n\s*Persistable\s*=
      VBA
        = ^ *VERSION \d\.\d CLASS
      TeX
        = ^\s*\\(NeedsTeXFormat|ProvidesClass)\{
      ObjectScript
        = ^Class\s
      OpenEdge ABL
        = (?i)^\s*end\s+(class|interface)\.
        = (?i)^\s*(class|interface)\s+[a-z_][\w#$%&-]*:
    .cmp
      Gerber Image
        = @gerber
    .container .mount .network .service .socket .target .timer
      INI
        & ^[#\s]*\[[^\]]+\]\s*$
        & ^[^#!;][^=]*=
        ! ^[^#;=\[]+[^ \r\n=]$
    .cs
      Smalltalk
        = ![\w\s]+methodsFor:\x20
      C#
        = ^\s*(using\s+[A-Z][\s\w.]+;|namespace\s*[\w.]+\s*[{;]|//)
    .csc .gsc .gsh
      GSC
        = @gsc
    .csl
      XML
        = (?i)^\s*(<\?xml|xmlns)
      Kusto
        = ^\|\s*(where|extend|project|limit|summarize)
        = ^\.\w
    .d
      D
        = ^module\s+[\w.]*\s*;
        = import\s+[\w\s,.:]*;
        = \w\s+\w+\s*\(.*\)(\(.*\))?\s*\{[^}]*\}
        = unittest\s*(\(.*\))?\s*\{[^}]*\}
      DTrace
        = ^(\w+:\w*:\w*:\w*|BEGIN|END|provider\s|(tick|profile)-\w+\s+\{[^}]*\})
        = ^#pragma\s+(D\s+(option|attributes|depends_on)\s|ident\s)
      Makefile
        = [/\\].*:\s.*\s\\$
        = : \\$
        = ^[ %]:
        = ^[\w\s/\\.]+\w\.\w+\s*:\s+[\w\s/\\.]+\w\.\w
    .dsp
      Microsoft Developer Studio Project
        = # Microsoft Developer Studio Generated Build File
      Faust
        = \bprocess\s*[(=]
        = \b(library|import)\s*\(\s*"
        = \bdeclare\s+(name|version|author|copyright|license)\s+"
    .e
      E
        = ^\s*(def|var)\s+(.+):=
        = ^\s*(def|to)\s+\w+(\(.+\))?\s+\{
        = ^\s*when\s+\(.+\)\s+->\s+\{
      Eiffel
        = ^\s*\w+\s*(,\s*\w+)*:\s*\w+\s
        = ^\s*\w+\s*(\(\s*\w+:[^)]+\))?(:\s*\w+)?(--.+\s+)*\s+(do|local)\s
        = ^\s*(across|deferred|elseif|ensure|feature|from|inherit|inspect|invariant|note|once)\s*$
        = ^\s*(require|undefine|variant|when)\s*$
      Euphoria
        = @euphoria
    .ecl
      ECLiPSe
        = ^[^#]+:-
      ECL
        = :=
    .es
      Erlang
        = ^\s*(%%|main\s*\(.*?\)\s*->)
      JavaScript
        = //|["']use strict["']|export\s+default\s
        = /\*(?s:.*?)\*/
    .eslintrc
      YAML
        = @yaml
      JSON with Comments
    .ex
      Elixir
        = ^\s*@moduledoc\s
        = ^\s*(cond|import|quote|unless)\s
        = ^\s*def(exception|impl|macro|module|protocol)[(\s]
      Euphoria
        = @euphoria
    .f
      Forth
        = ^:\x20
      Filebench WML
        = flowop
      Fortran
        = @fortran
    .for
      Forth
        = ^:\x20
      Fortran
        = @fortran
    .fpp
      FPP
        = ^\s*(active|passive|queued)\s+component\s
        = ^\s*(module|topology|struct|enum|port|interface)\s+[A-Za-z_$]\w*\s*\{
        = ^\s*instance\s+[A-Za-z_$]\w*\s*:
      Fortran
        = @fortran
    .fr
      Forth
        = ^(: |also |new-device|previous )
      Frege
        = ^\s*(import|module|package|data|type)\x20
      Text
    .frm
      VBA
        & ^ *VERSION \d\.\d\d
        & ^\s*Begin\s+\{[0-9A-Z-]*\}
      Visual Basic 6.0
        & ^ *VERSION \d\.\d\d
        & ^\s*Begin\s+VB\.Form\s
      INI
        = \ATYPE=VIEW
    .fs
      Forth
        = ^(: |new-device)
      F#
        = ^\s*(#light|import|let|module|namespace|open|type)
      GLSL
        = ^\s*(#version|precision|uniform|varying|vec[234])
      Filterscript
        = #include|#pragma\s+(rs|version)|__attribute__
    .ftl
      FreeMarker
        = ^(<|[a-zA-Z-][\w-]+[ \t]+\w)
        = \$\{\w+[^\r\n]*?\}
        = ^[ \t]*(<#--.*?-->|\[#--.*?--\])
        = ^[ \t]*(<#[a-z]+\s[^>]*>.*?</#[a-z]+>|\[#[a-z]+\s[^\]]*\].*?\[#[a-z]+\])
      Fluent
        = ^-?[a-zA-Z][\w-]* *=
        = \{\$-?[a-zA-Z][-\w]*(\.[a-zA-Z][-\w]*)?\}
    .g
      GAP
        = Declare|BindGlobal|KeyDependentOperation|Install(Method|GlobalFunction)|SetPackageInfo
      G-code
        = ^[MG]\d+\r?\n
    .gd
      GAP
        = Declare|BindGlobal|KeyDependentOperation
      GDScript
        = extends|var|const|enum|func|class|signal|tool|yield|assert|onready
    .gml
      XML
        = (?i)^\s*(<\?xml|xmlns)
      Graph Modeling Language
        = (?i)^\s*(graph|node)\s+\[$
      Gerber Image
        = ^[DGMT]\d\d\*$
      Game Maker Language
    .gs
      GLSL
        = ^#version\s+\d
      Gosu
        = ^uses (java|gw)\.
      Genie
        = ^\[indent=\d+\]
    .gts
      Gerber Image
        = ^G0.
      Glimmer TS
    .h
      Objective-C
        = @objc
      C++
        = ^\s*#\s*include <(cstdint|string|vector|map|list|array|bitset|queue|stack|forward_list)>
        = ^\s*#\s*include <(unordered_(map|set)|[io]?o?stream)>
        = ^\s*template\s*<
        = ^[ \t]*(try|constexpr|catch\s*\()
        = ^[ \t]*(class|(using[ \t]+)?namespace)\s+\w
        = ^[ \t]*(private|public|protected):$
        = __has_cpp_attribute|__cplusplus >|std::\w
      C
    .hh
      Hack
        = <\?hh
    .html
      Ecmarkup
        ? <emu-
        = <emu-(alg|annex|biblio|clause|eqn|example|figure|gann|gmod|gprose|grammar|intro)(\s|>|$)
        = <emu-(not-ref|note|nt|prodref|production|rhs|table|t|xref)(\s|>|$)
      HTML
    .i
      Motorola 68K Assembly
        = @m68k
      SWIG
        = ^[ \t]*%[a-z_]+\b
        = ^%[{}]$
      Assembly
        = (?i)mov\s+\S+,
        = ^\s+i?db\s+[a-z\d]
    .ice
      JSON
        = @json
      Slice
    .inc
      Motorola 68K Assembly
        = @m68k
      PHP
        = ^<\?
      SourcePawn
        = ^public\s+SharedPlugin(\s+|:)__pl_\w+\s*=
        = ^public\s+(void\s+)?__pl_\w+_SetNTVOptional\(\)
        = ^methodmap\s+\w+\s+<\s+\w
        = ^\s*MarkNativeAsOptional\s*\(
      NASL
        = ^\s*include\s*\(\s*["'][\\/\w.:\s-]+\.(nasl|inc)\s*["']\s*\)\s*;
        = ^\s*(global|local)_var\s+\w+(\s*=\s*[\w"'-]+)?\s*(,\s*\w+(\s*=\s*[\w"'-]+)?\s*)*;
        = ^\s*namespace\s+\w+\s*\{
        = ^\s*object\s+\w+\s*(extends\s+\w+(::\w+)?)?\s*\{
        = ^\s*(public\s+|private\s+)?function\s+\w+\s*\([\w\s,]*\)\s*\{
      POV-Ray SDL
        = ^\s*#(declare|local|macro|while)\s
      Pascal
        = (?i)^\s*\{\$(mode|ifdef|undef|define) +\w+\}
        = ^\s*end[.;]\s*$
      BitBake
        = ^inherit(\s+[\w.-]+)+\s*$
      Assembly
        = (?i)^[^"m]*mov\s+\S+,
        = (?i)^\s+db\s+[a-z\d]
    .j
      Jasmin
        = ^\s*\.(class|super|(end\s+)?method|limit|field|source|bytecode)\b
      Objective-J
        = ^\s*@(import|implementation|protocol|interface|typedef|end)\b
      JASS
        = ^\s*(constant\s+)?(function|native)\s+\w+\s+takes\b
        = ^\s*end(function|globals|loop)\s*$
        = ^\s*(call|set|local|exitwhen)\s+\S
    .json
      OASv2-json
        ? "swagger":
        = "swagger":\s?"2.[\d.]+"
      OASv3-json
        ? "openapi":
        = "openapi":\s?"3.[\d.]+"
      JSON
    .k
      KCL
        = ^schema [\w-]
        = \}
      KFramework
        = ^requires\s+"[^"]+"$
        = ^syntax\s+\w+\s+::=
        = ^endmodule$
    .l
      Common Lisp
        = \(def(un|macro)\s
      Lex
        = ^(%[%{}]xs|<.*>)
      Roff
        = ^\.[A-Za-z]{2}(\s|$)
      PicoLisp
        = ^\((de|class|rel|code|data|must)\s
    .lean
      Lean
        = ^import [a-z]
      Lean 4
        = ^import [A-Z]
    .lp
      Lambdapi
        = ^\s*(opaque\s+symbol|symbol|rule|notation|constant|injective|require(\s+open)?|open)\b
        = ^\s*(type|assert(not)?|compute)\b
      Linear Programming
        = (?i)^\s*(min|max)(imi[zs]e|imum)?(\s+multi-objectives)?\s*$
      Answer Set Programming
        = ^\s*#(include|const|program|script|show|minimize|maximize|heuristic|project|edge|theory)\b
        = ^\s*#defined\b
        = ^\s*([A-Za-z_]\w*(\([^)]*\))?\s*)?:-\s[^.]*\.
        = ^\s*[a-z_]\w*(\([^)]*\))?\s*\.\s*$
    .ls
      LoomScript
        = ^\s*package\s*[\w./*\s]*\s*\{
      LiveScript
    .lsp .lisp
      Common Lisp
        = (?i)^\s*\((defun|in-package|defpackage)\x20
      NewLisp
        = ^\s*\(define\x20
    .m
      Objective-C
        = @objc
      Mercury
        = :- module
      MUF
        = ^:\x20
      M
        = ^\s*;
      Wolfram Language
        & \(\*
        & \*\)$
      MATLAB
        = ^\s*%
      Limbo
        = ^\w+\s*:\s*module\s*\{
    .m4
      M4Sugar
        = AC_DEFUN|AC_PREREQ|AC_INIT
        = ^_?m4_
      M4
    .mask
      Unity3D Asset
        = tag:unity3d.com
    .mc
      Win32 Message File
        = (?i)^[ \t]*(/\*\s*)?MessageId=
        = ^\.$
      M4
        = ^dnl|^divert\((-?\d+)?\)
        = ^\w+\(`[^\r\n]*?'[),]
      Monkey C
        = \b(using|module|function|class|var)\s+\w
    .md
      Markdown
        = ^[-A-Za-z0-9=#!*\[|>]
        = </
        = \A\z
      GCC Machine Description
        = ^(;;|\(define_)
      Markdown
    .ml
      OCaml
        = ^\s*module|let rec\x20|match\s+(\S+\s)+with
      Standard ML
        = =>\x20|case\s+(\S+\s)+of
    .mod
      XML
        = <!ENTITY\x20
      NMODL
        = \b(NEURON|INITIAL|UNITS)\b
      Modula-2
        = (?i)^\s*(MODULE|END) [\w.]+;
      Linux Kernel Module, AMPL
    .mojo
      Mojo
        = ^\s*(alias|def|from|fn|import|struct|trait)\s
      XML
        = @xml
    .mps
      JetBrains MPS
        = <persistence
      Mathematical Programming System
        = (?i)^\s*(ROWS|COLUMNS)\s*$
    .ms
      Roff
        = ^[.'][A-Za-z]{2}(\s|$)
      Unix Assembly
        & ^\s*\.(include\s|globa?l\s|[A-Za-z][_A-Za-z0-9]*:)
        ! /\*
      MiniScript
        = ^\s*end (function|while|if|for)\b
        = \sisa\s
      MAXScript
    .msg
      OMNeT++ MSG
        = ^cplusplus
        = ^(struct|message|packet|class|enum)\s+\S
        = ^namespace\s+([^.\s]*\.)*[^.\s]*;
        = ^import ([^.\s]*\.)*[^.\s]*;
      ROS Interface
        & (?i)^[a-z]\w*(/[a-z]\w*)?(<=\d+)?(\[(<=\d+)?\])?\s+\w+\b
        ! ^\s*[^\s@#\w-]
    .n
      Roff
        = ^[.']
      Nemerle
        = ^(module|namespace|using)\s
    .ncl
      XML
        = ^\s*<\?xml\s+version
      Gerber Image
        = @gerber
      Nickel
        = ^let
        = ^import\s"[^"]+"\s+as\s
        = std\.[a-zA-Z_]\w*\.
      Text
        = THE_TITLE
      NCL
        = ^load "
        = ^begin$
        = \d\.$
        = ^;
    .nl
      NL
        = ^[bg]\d+\x20
      NewLisp
    .nr
      Roff
        = ^\.
      Noir
    .nu
      Nushell
        = ^\s*(import|export|module|def|let|let-env)\x20
      Nu
    .odin
      Object Data Instance Notation
        = (^|<)\s*\w+\s*=\s*<
      Odin
        = package\s+\w|\b(im|ex)port\s*"[\w:./]+"
        = \w\s*::\s*(proc|struct)\s*\(
        = ^\s*//\s
    .p
      Gnuplot
        = ^s?plot\b
        = ^set\s+(term|terminal|out|output|[xy]tics|[xy]label|[xy]range|style)\b
      OpenEdge ABL
        = (?i)\bDEFINE\s+(VARIABLE|TEMP-TABLE|BUFFER|QUERY|(IN|OUT)PUT\s+PARAMETER)\b
        = (?i)\bEND(\s+(PROCEDURE|FUNCTION|DO|FOR\s+EACH))?\.
    .pc
      Pro*C
        = ^\s*EXEC\s+SQL\s
      pkg-config
        & ^Name:[ \t]+\S
        & ^Description:[ \t]+\S
        & ^Version:[ \t]+\S
    .php
      Hack
        ? <?hh
      PHP
        = <\?[^h]
    .pkl
      Pkl
        = ^\s*(module|import|amends|extends|local|const|fixed|abstract|open|class|typealias|@\w+)\b
        = ^\s*([\w$]+|`[^`]+`)\s*[={:]
        = (for|when)\s*\(
      Pickle
    .pl
      Prolog
        = ^[^#]*:-
      Perl
        = @perl
        ! ^\s*use\s+v6\b
      Raku
        = @raku
    .plist
      XML Property List
        = ^\s*(<\?xml\s|<!DOCTYPE\s+plist)
        = ^\s*<plist(\s+version\s*=\s*["']\d+(\.\d+)?["'])?\s*>\s*$
      OpenStep Property List
    .plt
      Prolog
        = ^\s*:-
    .pm
      Perl
        = @perl
        ! ^\s*use\s+v6\b
      Raku
        = @raku
      X PixMap
        = ^\s*/\* XPM \*/
    .pod
      Pod 6
        = ^[^\S\r\n]*=(comment|begin pod|begin para|item\d+)
      Pod
    .pp
      Pascal
        = ^\s*end[.;]
      Puppet
        = ^\s+\w+\s+=>\s
    .pro
      Proguard
        = ^-(include\b.*\.pro$|keep\b|keepclassmembers\b|keepattributes\b)
      Prolog
        = ^[^\[#]+:-
      INI
        = last_client=
      QMake
        & HEADERS
        & SOURCES
      IDL
        = (?i)^\s*(function|pro|compile_opt) \w[ \w,:]*$
    .properties
      INI
        & ^[^#!;][^=]*=
        & ^[;\[]
      Java Properties
        & ^[^#!;][^=]*=
        & ^[#!]
      INI
        = @assignment
      Java Properties
        = ^[^#!][^:]*:
    .q
      q
        = (?i)[A-Z.][\w.]*:\{
        = ^\\(cd?|d|l|p|ts?)\x20
      HiveQL
        = (?i)SELECT\s+[\w*,]+\s+FROM|(CREATE|ALTER|DROP)\s(DATABASE|SCHEMA|TABLE)
    .qs
      Q#
        = ^(/{2,3})?\s*(namespace|operation)\b
      Qt Script
        = \w\.prototype\.\w|===|\bvar\b
    .r
      Rebol
        = (?i)\bRebol\b
      Rez
        = #include\s+["<](Types\.r|Carbon/Carbon\.r)[">]
        = (resource|data|type)\s+'[A-Za-z0-9]{4}'\s+(\(.*\)\s+)?\{
      R
        = <-|^\s*#
    .re
      Reason
        = ^\s*module\s+type\s
        = ^\s*(include|open)\s+\w+\s*;\s*$
        = ^\s*let\s+(module\s\w+\s*=\s*\{|\w+:\s.*=.*;\s*$)
      C++
        = ^\s*#((if|ifdef|define|pragma)\s+\w|\s*include\s+<[^>]+>)
        = ^\s*template\s*<
    .releaserc
      YAML
        = @yaml
      JSON
    .res
      ReScript
        = ^\s*(let|module|type)\s+\w*\s+=\s
        = ^\s*(include|open)\s+\w+\s*$
    .resource
      RobotFramework
        = ^\*{3} (Settings|Variables|Keywords) \*{3}$
    .rno
      RUNOFF
        = (?i)^\.!|^\f|\f$|^\.end lit(eral)?\b|^\.[a-z].*?;\.[a-z][; \t]
        = (?i)^\^\*[^\s*][^*]*\\\*(\s|$)|^\.c;[ \t]*\w
      Roff
        = ^\.\\"\x20
    .rpy
      Python
        = ^(import|from|class|def)\s
      Ren'Py
    .rs
      Rust
        = ^(use |fn |mod |pub |macro_rules|impl|#!?\[)
      RenderScript
        = #include|#pragma\s+(rs|version)|__attribute__
      XML
        = @xml
    .s
      Unix Assembly
        = (?i)mov[lq]?\s+[%$]
      Assembly
        = (?i)mov\s+[^\s%]{2,},
      Motorola 68K Assembly
        = @m68k
    .sc
      SuperCollider
        = (?i)\^(this|super)\.|^\s*~\w+\s*=\.
      Scala
        = ^\s*(import (scala|java)\.|class\b)
    .scd
      SuperCollider
        = (?i)\^(this|super)\.|^\s*(~\w+\s*=\.|SynthDef\b)
      Markdown
        = ^#+\s+(NAME|SYNOPSIS|DESCRIPTION)
    .scm
      Tree-sitter Query
        = \(#[\w-]+[!?]
        = [)\]]\s*[*+?](\s|$)
        = ^\s*\w+:\s*[(\["]
        = @[\w.-]+(\)\s|$)
        ! \([+:<>/=~)-]
      Scheme
        = '[(*#]|\w->\w|\.\.\.[\s)]|\([+:<>/=~)-]|~>|[#`]\(|#:\w
        = ^\s*\((define\*?|import|library|lambda)
        ! \(#[\w-]+[!?]
        ! [)\]]\s*[*+?](\s|$)
        ! @[\w.-]+(\)\s|$)
    .sd
      Vespa Schema Definition
        = ^[ \t]*(schema|search|document)[ \t]+[\w./-]+[ \t]*(inherits[ \t][^{\n]*)?\{
    .sip
      Quartus Simulation IP
        = ^[ \t]*set_global_assignment\b
      SIP
    .sol
      Solidity
        = \bpragma\s+solidity\b
        = \bcontract\s+[a-zA-Z$_][\w$]*(\s+is\s+([\w$][^{]*?)?)?\s*\{
      Gerber Image
        = @gerber
    .sql
      PLpgSQL
        = (?i)^\\i\b|^\s*DO\s+\$|LANGUAGE\s+'?plpgsql'?|BEGIN(\s+WORK)?\s*;
      SQLPL
        = (?i)ALTER\s+MODULE|MODE\s+DB2SQL|\bSYS(CAT|PROC)\.|ASSOCIATE\s+RESULT\s+SET|\bEND!\s*$
      PLSQL
        = (?i)\$\$PLSQL_|XMLTYPE|systimestamp|\.nextval|CONNECT\s+BY
        = (?i)AUTHID\s+(DEFINER|CURRENT_USER)|constructor\W+function
      TSQL
        = (?i)^\s*GO\b|BEGIN(\s+TRY|\s+CATCH)|OUTPUT\s+INSERTED|DECLARE\s+@|\[dbo\]
      SQL
    .srt
      SubRip Text
        = ^\d\d:\d\d:\d\d,\d{3}\s*-->\s*\d\d:\d\d:\d\d,\d{3}$
    .st
      StringTemplate
        = \$\w+[($]
        = .!\s*.+?\s*!.|<!\s*.+?\s*!>|\[!\s*.+?\s*!\]|\{!\s*.+?\s*!\}
      Smalltalk
        = \A\s*[\[{(^"'\w#]
        = [a-zA-Z_]\w*\s*:=\s*[a-zA-Z_]|class\s*>>\s*[a-zA-Z_]
        = ^[a-zA-Z_]\w*\s+[a-zA-Z_]\w*:|^Class\s*\{|if(True|False):\s*\[
    .star
      STAR
        = ^loop_\s*$
      Starlark
    .stl
      STL
        = \A\s*solid(\s|$)(?s:.*)^endsolid(\s|$)
    .svx
      Survex data
        = \A(;|\*[^*]+$)
      mdsvex
    .sw
      Sway
        = ^\s*((abi|dep|fn|impl|mod|pub|trait)\s|#\[)
      XML
        = ^\s*<\?xml\s+version
    .t
      Perl
        = @perl
        ! ^\s*use\s+v6\b
      Raku
        = ^\s*(use\s+v6\b|module\b|my\s+class\b)
      Turing
        = ^\s*%[ \t]|^\s*var\s+\w+(\s*:\s*\w+)?\s*:=\s*\w
    .tact
      JSON
        = \A\s*\{"
      Tact
    .tag
      Java Server Pages
        = <%[@!=\s]?\s*(taglib|tag|include|attribute|variable)\s
    .tl
      Teal
        & --
        & \b(local|function|end|record|interface|enum)\b
      Type Language
    .tlv
      TL-Verilog
        = ^\\.{0,10}TLV_version
    .toc
      World of Warcraft Addon Data
        = ^##\x20|@no-lib-strip@
      TeX
        = ^\\(contentsline|defcounter|beamer|boolfalse)
    .tpl
      Go Template
        = \{\{-?\s*(`?\\?"\\?"?|/\*\s|\w*)\b
      Smarty
        = (?<!\{)\{(\*\s|\$|/)?\w*\b
    .ts
      XML
        ? <TS
        = <TS\b
      TypeScript
    .tsp
      TypeSpec
        = ^(import|using|namespace|interface|op|model|scalar|alias|union|enum)\s
      TSPLIB data
        = ^(NAME|TYPE|DIMENSION|EDGE_WEIGHT_TYPE|EDGE_WEIGHT_FORMAT)\s*:
    .tst
      GAP
        = gap>\x20
      Scilab
    .tsx
      XML
        ? <?xml
        ? <?XML
        = (?i)^\s*<\?xml\s+version
      TSX
    .txt
      Vim Help File
        ? =help
        = (^|[ \t])([vV]im([<=>]?\d+)?|vi):(?![ \t]*set?[ \t]).*[ \t:](filetype|ft|syntax)[ \t]*=help(?=\s|:|$)
        = (^|[ \t])([vV]im([<=>]?\d+)?|vi):[ \t]*set?[ \t][^\r\n:]*[ \t](filetype|ft|syntax)=help(?=\s|:)
      Hosts File
        = ^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\b(/(3[0-2]|[12]?\d)\b)?([ \t]+\w[-\w]*(\.\w[-\w]*)*(?<!-)\b)*+(\s|$)
      Adblock Filter List
        = \A\[([Aa]d[Bb]lock([ \t][Pp]lus)?|u[Bb]lock([ \t][Oo]rigin)?|[Aa]d[Gg]uard)([ \t]\d+(\.\d+)*+)?[\];\x20\t]
      Text
    .typ
      Typst
        = ^#(import|show|let|set)
      XML
    .uc
      ucode
        = ^#!.*\bucode\b
        = ^\s*['"]use strict['"];
        = ^[ \t]*(export|import)\b
        = \b(require|include)\s*\(\s*['"]
        = ^\s*let\s+\w
        = \bs?printf\s*\(
      UnrealScript
    .url
      INI
        = ^\[InternetShortcut\]\r?\n([^\s\[][^\r\n]*\r?\n){0,20}URL=
    .v
      Rocq Prover
        = (^|\s)(Proof|Qed)\.(\s|$)
        = (^|\s)Require[ \t]+(Import|Export)\s
      Verilog
        = ^[ \t]*module\s+[^\s()]+\s*#?\(
        = ^[ \t]*`(define|ifn?def|include|timescale|pragma)
        = ^[ \t]*always[ \t]*@
        = ^[ \t]*initial[ \t]*(begin|@)
      V
        = \$(if|else)[ \t]
        = ^[ \t]*fn\s+[^\s()]+\(.*?\).*?\{
        = ^[ \t]*for\s*\{
    .vba
      Vim script
        = ^UseVimball
      VBA
    .vcf
      TSV
        = \A##fileformat=VCF
      vCard
        = \ABEGIN:VCARD
    .w
      OpenEdge ABL
        = &ANALYZE-SUSPEND _UIB-CODE-BLOCK _CUSTOM _DEFINITIONS
      CWeb
        = ^@(<|\w+\.)
    .x
      DirectX 3D File
        = ^xof 030[23](txt|bin|tzip|bzip)\b
      RPC
        = \b(program|version)\s+\w+\s*\{
        = \bunion\s+\w+\s+switch\s*\(
      Logos
        = ^%(end|ctor|hook|group)\b
      Linker Script
        = OUTPUT_ARCH\(|OUTPUT_FORMAT\(|SECTIONS
    .yaml .yml
      MiniYAML
        ? \t
        & ^\t+.*?[^\s:].*?:
        ! ---
      OASv2-yaml
        ? swagger:
        = swagger:\s?['"]?2.[\d.]+['"]?
      OASv3-yaml
        ? openapi:
        = openapi:\s?['"]?3.[\d.]+['"]?
      YAML
    .yy
      JSON
        = @json
      Yacc
    """##
}
