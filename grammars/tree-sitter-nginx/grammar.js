/**
 * nginx configuration as nginx splits it: words, `;`, `{`, `}` and comments. No directive is known by name; what a directive
 * means is no matter of grammar. The one exception is a body that is no nginx at all: `…_by_lua_block { Lua }`.
 *
 * All tokens come from src/scanner.c, as nginx's rules depend on what stands before a character. Any text whatever is a
 * `config` without ERROR nodes: what nginx would refuse has a node of its own (see README.md).
 */

/// <reference types="tree-sitter-cli/dsl" />

module.exports = grammar({
  name: 'nginx',

  // In the order of `enum Token` in src/scanner.c.
  externals: ($) => [
    $.comment,
    ';',
    '{',
    '}',
    $._text,
    $.variable,
    $.template,
    $._more_text,
    $._more_variable,
    $._more_template,
    $._open_quote,
    $._quoted_text,
    $._quoted_variable,
    $._quoted_template,
    $._close_quote,
    $.after_quote,
    $._unterminated_quote,
    $._unterminated_text,
    $.template_tag,
    $._raw_name,
    $.raw_text,
    $.unclosed_raw_text,
    $.missing_terminator,
    $.missing_close,
    $._recovering,
  ],

  extras: ($) => [/[ \t\r\n]/, $.comment],

  rules: {
    config: ($) => repeat(choice($._statement, $.unexpected_close)),

    _statement: ($) => choice($.directive, $.template_tag, $.unexpected_terminator, $.unexpected_block),

    directive: ($) => choice(seq($._name, repeat($._argument), $._end), seq($._raw, repeat($._argument), $._raw_end)),

    _name: ($) =>
      choice(field('name', $.word), seq(field('name', $.quoted_word), optional($.after_quote)), field('name', $.unterminated_word)),

    _raw: ($) => field('name', alias($._raw_name, $.word)),

    _argument: ($) =>
      choice(
        field('argument', $.word),
        seq(field('argument', $.quoted_word), optional($.after_quote)),
        field('argument', $.unterminated_word),
      ),

    _end: ($) => choice(';', field('body', $.block), $.missing_terminator),

    _raw_end: ($) => choice(';', field('body', $.raw_block), $.missing_terminator),

    block: ($) => seq('{', repeat($._statement), choice('}', $.missing_close)),

    raw_block: ($) => seq('{', optional(choice($.raw_text, $.unclosed_raw_text)), choice('}', $.missing_close)),

    word: ($) =>
      seq(
        choice($._text, $.variable, $.template),
        repeat(choice($._more_text, alias($._more_variable, $.variable), alias($._more_template, $.template))),
      ),

    quoted_word: ($) =>
      seq(
        $._open_quote,
        repeat(choice($._quoted_text, alias($._quoted_variable, $.variable), alias($._quoted_template, $.template))),
        $._close_quote,
      ),

    unterminated_word: ($) => seq($._unterminated_quote, optional($._unterminated_text)),

    unexpected_close: () => '}',

    unexpected_terminator: () => ';',

    unexpected_block: ($) => $.block,
  },
});
