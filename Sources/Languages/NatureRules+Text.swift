extension NatureRules {
  /// Which paths are what, as GitHub's linguist 9.7 has it. A line begins with what it tells
  /// (`v`endored, `d`ocumentation, `g`enerated); then come patterns. One that begins with `/` holds
  /// at the root alone, others below any folder; one that ends with `/` is a folder with all in it,
  /// others must reach the end of the path. `*` stands for any bytes but `/`, `**` for any, `%` for
  /// any but `/` and `.`, `#` for a digit.
  static let text: StaticString = #"""
    v cache/ /Dependencies/ /dependencies/ dist/ /deps/ configure config.guess config.sub
    v aclocal.m4 libtool.m4 ltoptions.m4 ltsugar.m4 ltversion.m4 lt~obsolete.m4 cpplint.py
    v dotnet-install.ps1 dotnet-install.sh node_modules/ .yarn/releases/ .yarn/plugins/ .yarn/sdks/
    v .yarn/versions/ .yarn/unplugged/ _esy bower_components/ /rebar erlang.mk Godeps/_workspace/
    v testdata/ .indent.pro *.min.js *-min.js *.min.css *-min.css *import.css *import.less
    v *import.scss *import.styl bootstrap%.js bootstrap%.css bootstrap%.less bootstrap%.scss
    v bootstrap%.styl bootstrap%.*.js bootstrap%.*.css bootstrap%.*.less bootstrap%.*.scss
    v bootstrap%.*.styl custom.bootstrap*js custom.bootstrap*css custom.bootstrap*less
    v custom.bootstrap*scss custom.bootstrap*styl font-awesome.css font-awesome.less
    v font-awesome.scss font-awesome.styl fontawesome.css fontawesome.less fontawesome.scss
    v fontawesome.styl font-awesome/**.css font-awesome/**.less font-awesome/**.scss
    v font-awesome/**.styl fontawesome/**.css fontawesome/**.less fontawesome/**.scss
    v fontawesome/**.styl foundation.css foundation.less foundation.scss foundation.styl
    v normalize.css normalize.less normalize.scss normalize.styl skeleton.css skeleton.less
    v skeleton.scss skeleton.styl bourbon/**.css bourbon/**.less bourbon/**.scss bourbon/**.styl
    v Bourbon/**.css Bourbon/**.less Bourbon/**.scss Bourbon/**.styl animate.css animate.less
    v animate.scss animate.styl materialize.css materialize.less materialize.scss materialize.styl
    v materialize.js select2/**.css select2/**.scss select2/**.js bulma.css bulma.sass bulma.scss
    v *3rdparty/ *3rd-party/ *3rd_party/ *3rdParty/ *3rd-Party/ *3rd_Party/ *thirdparty/
    v *third-party/ *third_party/ *thirdParty/ *third-Party/ *third_Party/ *Thirdparty/
    v *Third-party/ *Third_party/ *ThirdParty/ *Third-Party/ *Third_Party/ vendor/ vendors/ Vendor/
    v extern/ external/ externals/ Extern/ External/ Externals/ /debian/ run.n
    v bootstrap-datepicker/ jquery%.js jquery-#.#*.js jquery-ui.js jquery-ui.css jquery-ui.%.js
    v jquery-ui.%.css jquery-ui-#*.js jquery-ui-#*.css jquery.ui.%.js jquery.ui.%.css
    v jquery.effects.%.js jquery.effects.%.css jquery.fn.gantt.js jquery.fancybox.js
    v jquery.fancybox.css fuelux.js jquery.fileupload.js jquery.fileupload-*.js
    v jquery.dataTables.js bootbox.js pdf.worker.js slick.%.js Leaflet.Coordinates-#*.src.js
    v leaflet.draw-src.js leaflet.draw.css Control.FullScreen.css Control.FullScreen.js
    v leaflet.spin.js wicket-leaflet.js .sublime-project .sublime-workspace .vscode/
    v prototype*.js effects.js controls.js dragdrop.js *.d.ts mootools%#.#*.#*.js dojo.js
    v MochiKit.js yahoo-%.js yui%.js ckeditor.js tiny_mce%.js tiny_mce/langs/ tiny_mce/plugins/
    v tiny_mce/themes/ tiny_mce/utils/ ace-builds/ fontello*.css MathJax/ Chart.js codemirror/lib/
    v codemirror/mode/ codemirror/theme/ codemirror/addon/ codemirror/keymap/ codemirror/demo/
    v Codemirror/lib/ CodeMirror/lib/ CodeMirror/mode/ CodeMirror/theme/ CodeMirror/addon/
    v CodeMirror/keymap/ CodeMirror/demo/ codeMirror/lib/ codeMirror/mode/ shBrush%.js shCore.js
    v codemirror/#*/lib/ codemirror/#*/mode/ CodeMirror/#*/lib/ CodeMirror/#*/mode/ shLegacy.js
    v angular%.js d3%.js d3.v#%.js react.js react-%.js flow-typed/**.js modernizr-#.#*.js
    v modernizr.custom.#*.js knockout-#*.#*.#*.js docs/build/ docs/themes/ docs/theme/
    v docs/templates/ docs/template/ docs/static/ docs/_build/ docs/_themes/ docs/_theme/
    v docs/_templates/
    v docs/_template/ docs/_static/ doc/build/ doc/themes/ doc/theme/ doc/templates/ doc/template/
    v doc/static/ doc/_build/ doc/_themes/ doc/_theme/ doc/_templates/ doc/_template/ doc/_static/
    v admin_media/ env/ fabfile.py waf .osx *.xctemplate/ *.imageset/ Carthage/ Sparkle/
    v Crashlytics.framework/ Fabric.framework/ BuddyBuildSDK.framework/ Realm.framework/
    v RealmSwift.framework/ .gitattributes .gitignore .gitmodules gradlew gradlew.bat
    v gradle/wrapper/ mvnw mvnw.cmd .mvn/wrapper/ *-vsdoc.js *.intellisense.js
    v jquery%.validate.js jquery%.validate.unobtrusive.js jquery%.unobtrusive-ajax.js
    v microsoftAjax.js MicrosoftAjax.js microsoftMvcAjax.js MicrosoftMvcAjax.js
    v MicrosoftMvcValidation.js MicrosoftAjax.debug.js MicrosoftMvcAjax.debug.js
    v MicrosoftMvcValidation.debug.js packages/**.#/ packages/**.##/ Packages/**.#/ Packages/**.##/
    v extjs/**.js extjs/**.xml extjs/**.txt extjs/**.html extjs/**.properties extjs/.sencha/
    v extjs/docs/ extjs/builds/ extjs/cmd/ extjs/examples/ extjs/locale/ extjs/packages/
    v extjs/plugins/ extjs/resources/ extjs/src/ extjs/welcome/ html5shiv.js test/fixtures/
    v tests/fixtures/ Test/fixtures/ Tests/fixtures/ spec/fixtures/ specs/fixtures/ Spec/fixtures/
    v Specs/fixtures/ cordova%.js cordova-#.#*.js foundation.js foundation.*.js Vagrantfile
    v .DS_Store .Ds_Store .ds_store inst/extdata/ octicons.css sprockets-octicons.scss activator
    v activator.bat proguard.pro proguard-rules.pro puphpet/ .google_apis/ Jenkinsfile
    v .gitpod.Dockerfile .github/ .obsidian/ .teamcity/ xvba_modules/
    d /docs/ /Docs/ /doc/ /Doc/ documentation/ Documentation/ groovydoc/ Groovydoc/ javadoc/
    d Javadoc/ /man/ /Man/ /examples/ /Examples/ /demo/ /demos/ /Demo/ /Demos/ inst/doc/ /sample/
    d /samples/ /Sample/ /Samples/ CITATION CITATION.cff CITATIONS CITATION.bib CITATION.md
    d CITATIONS.bib CITATIONS.md CHANGE CHANGE.* CHANGES CHANGES.* CHANGELOG CHANGELOG.*
    d CONTRIBUTING CONTRIBUTING.* COPYING COPYING.* INSTALL INSTALL.* LICENSE LICENSE.* LICENCE
    d LICENCE.* License License.* Licence Licence.* license license.* licence licence.* README
    d README.* Readme Readme.* readme readme.*
    g *.nib *.xcworkspacedata *.xcuserstate .idea/ Pods/ Carthage/Build/ __generated__/
    g *.designer.cs *.designer.vb *.Designer.cs *.Designer.vb *.feature.cs composer.lock Cargo.lock
    g Cargo.toml.orig deno.lock flake.lock MODULE.bazel.lock node_modules/ vendor/*.com/
    g vendor/*.edu/ vendor/*.gov/ vendor/*.in/ vendor/*.me/ vendor/*.net/ vendor/*.org/
    g vendor/*.fm/ vendor/*.io/ Gopkg.lock glide.lock Package.resolved poetry.lock pdm.lock uv.lock
    g pixi.lock esy.lock %.esy.lock npm-shrinkwrap.json package-lock.json pnpm-lock.yaml bun.lock
    g bun.lockb .terraform.lock.hcl .pnp.* Godeps/ *.zep.c *.zep.h *.zep.php htmlcov/ *.css.map
    g *.js.map Pipfile.lock gradlew gradlew.bat mvnw mvnw.cmd mise.lock mise.*.lock
    g .secrets.baseline Manifest.toml Manifest-v#*.toml JuliaManifest.toml JuliaManifest-v#*.toml
    g *_tlb.pas *_TLB.pas .sqlx/query-*.json
    """#
}
