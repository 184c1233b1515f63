import Testing

@testable import Languages

/// The languages of a file: one, or several with a stroke between them.
func identified(_ name: String, _ content: String) -> String {
  identified(name, bytes: Array(content.utf8))
}

func identified(_ name: String, bytes: [UInt8]) -> String {
  let name = Array(name.utf8)
  let identifier = LanguageIdentifier()
  switch identifier.identify(name: name.span.bytes, content: bytes.span.bytes) {
  case .language(let language): return language.name
  case .ambiguous(let languages): return languages.map(\.name).joined(separator: "|")
  case .binary: return "binary"
  case .unknown: return "unknown"
  }
}

@Suite("A file's content")
struct ContentTests {
  @Test(
    "names its language for vim",
    arguments: [
      ("// vim: ft=cpp", "C++"), ("# vim: set ft=ruby :", "Ruby"), ("/* vim:ft=java: */", "Java"),
      ("; vim: noai :  ft=python:noexpandtab", "Python"),
      ("a\n\nb\nc\nd\ne\nf\n# vi: syntax=perl\n", "Perl"),
      ("vim700: ts=4 filetype=go", "Go"), ("x ex: ft=lua", "Lua"), ("# vim: ts=4 sw=4 ft=c", "C"),
      ("// vim: titlestring=\\ ft=sh ft=rust", "Rust"),
    ])
  func vim(_ content: String, _ language: String) {
    #expect(identified("a.unheard", content) == language)
    #expect(identified("a.py", content) == language)
  }

  @Test(
    "names its language for Emacs",
    arguments: [
      ("-*- c++ -*-", "C++"), ("/* -*-Mode: C; tab-width: 2 -*- */", "C"),
      ("#!/bin/x\n# -*- coding: utf-8; mode: Python -*-", "Python"), ("-*-mode:ruby-*-", "Ruby"),
      (";; -*- foo: bar mode: scheme; -*-", "Scheme"),
    ])
  func emacs(_ content: String, _ language: String) {
    #expect(identified("a.unheard", content) == language)
  }

  @Test(
    "is asked for no editor's line where there is none",
    arguments: [
      "# lex: ft=lua", "vim: set ft=ruby", "a\nb\nc\nd\ne\nvim: ft=c\nf\ng\nh\ni\nj\nk", "vim:",
      "-*- ",
      "-*- coding: utf-8 -*-", String(repeating: " vim:", count: 300) + " ft=c",
      "UseVimball\nvim: ft=c",
    ])
  func noEditor(_ content: String) { #expect(identified("a.unheard", content) == "unknown") }

  @Test(
    "names its interpreter",
    arguments: [
      ("#!/bin/sh\n", "Shell"), ("#!/usr/bin/env python3.11\n", "Python"),
      ("#! /usr/bin/perl -w", "Perl"),
      ("#!/usr/bin/env -S node --x\n", "JavaScript"), ("#!/usr/bin/env A=b ruby\n", "Ruby"),
      ("#!/bin/sh\nexec tclsh \"$0\" \"$@\"\n", "Tcl"), ("#!/usr/bin/env\n", "unknown"),
      ("#!", "unknown"), (" #!/bin/sh", "unknown"), ("#!/usr/bin/python", "Python"),
    ])
  func interpreters(_ content: String, _ language: String) {
    #expect(identified("run", content) == language)
  }

  @Test("may contradict the extension by its interpreter")
  func interpreterFirst() {
    #expect(identified("a.py", "#!/usr/bin/env ruby\n") == "Ruby")
    #expect(identified("Makefile", "#!/usr/bin/env ruby\n") == "Makefile")
    #expect(identified("a.pl", "#!/usr/bin/env swipl\n") == "Prolog")
  }

  @Test(
    "decides what the extension leaves open",
    arguments: [
      ("a.h", "int a;\n", "C"), ("a.h", "#include <vector>\n", "C++"),
      ("a.h", "std::string a;", "C++"),
      ("a.h", "  template <class A>", "C++"), ("a.h", "@interface A : B\n", "Objective-C"),
      ("a.h", "#import <a.h>\n", "Objective-C"), ("a.h", "class A;", "C++"),
      ("a.h", "classes A;", "C"),
      ("a.h", "#if __cplusplus > 1\n", "C++"), ("a.h", "#ifdef __cplusplus\n", "C"),
      ("a.h", "", "C"),
      ("a.m", "#import \"a.h\"", "Objective-C"), ("a.m", "% a\n", "MATLAB"),
      ("a.m", "a", "Limbo|M|MATLAB|Mercury|MUF|Objective-C|Wolfram Language"),
      ("a.pl", "use strict;\n", "Perl"), ("a.pl", "a(X) :- b(X).\n", "Prolog"),
      ("a.pl", "use v6;\n", "Raku"),
      ("a.json", "{\"openapi\": \"3.0.1\"}", "OASv3-json"), ("a.json", "{}", "JSON"),
      ("a.yml", "a: b\n", "YAML"),
      ("a.ts", "<TS version>", "XML"), ("a.ts", "let a", "TypeScript"), ("a.md", "# a", "Markdown"),
      ("a.rs", "fn a() {}\n", "Rust"), ("a.txt", "127.0.0.1 localhost\n", "Hosts File"),
      ("a.txt", "a", "Text"),
      ("a.1", ".TH A 1\n.SH NAME\n", "Roff Manpage"), ("a.1", "text", "Text"),
      ("a.1", ".ft R\n", "Roff"),
      ("a.php", "<?hh\n", "Hack"), ("a.php", "<?php\n", "PHP"), ("a.sql", "select 1;", "SQL"),
      ("a.service", "[Unit]\nA=b\n", "INI"), ("a.target", "a", "unknown"),
      ("a.al", "table 50100 A\n", "AL"), ("a.al", "Table of contents\n", "Perl"),
      ("a.bas", "PRINT \"a\"\n", "QuickBASIC"),
      ("a.cls", "\\ProvidesClass{a}", "TeX"),
      ("a.mod", "x", "Linux Kernel Module|AMPL"), ("a.unheard", "<?xml version=\"1.0\"?>", "XML"),
      ("a.3pm", "x", "Roff"),
    ])
  func rules(_ name: String, _ content: String, _ language: String) {
    #expect(identified(name, content) == language)
  }

  @Test("is no text where it has a zero byte, unless it is UTF-16")
  func binary() {
    #expect(identified("a.c", bytes: [65, 0, 66]) == "binary")
    #expect(identified("a.c", bytes: [0xFF, 0xFE, 65, 0]) == "C")
  }

  @Test("says the same whatever is appended far behind")
  func appended() {
    let text = String(repeating: "int a;\n", count: 8000)
    #expect(identified("a.h", text) == "C")
    #expect(identified("a.h", text + "class A;\n// vim: ft=ruby\n") == "C")
  }

  @Test("takes any bytes", arguments: ["a.h", "a.m", "a.pl", "a.md", "a.sql", "a.1", "run", ""])
  func hostile(_ name: String) {
    var generator = SystemRandomNumberGenerator()
    let letters = Array("#!:;-*vimext=\"'/ \t\r\n\\@.<>".utf8) + [0x80, 0xFF, 0xC3]
    for count in 0..<300 {
      let bytes = (0..<count).map { _ in letters.randomElement(using: &generator) ?? 0 }
      #expect(identified(name, bytes: bytes) != "binary")
    }
  }

  @Test("counts as one language where all candidates do")
  func groups() {
    let languages = ["Unix Assembly", "Motorola 68K Assembly"].compactMap { Languages.named($0) }
    #expect(Identification.ambiguous(languages).group?.name == "Assembly")
    #expect(Identification.ambiguous(languages).syntax?.name == "Unix Assembly")
    let others = ["Perl", "Prolog"].compactMap { Languages.named($0) }
    #expect(Identification.ambiguous(others).group == nil)
    #expect(Identification.unknown.group == nil)
  }
}
