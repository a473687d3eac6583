/* What all of the scanner shares: the tokens, what is kept between them, and the characters. */
#ifndef NGINX_SCAN_H_
#define NGINX_SCAN_H_

#include "tree_sitter/parser.h"

enum Token {
  COMMENT,
  SEMICOLON,
  LEFT_BRACE,
  RIGHT_BRACE,
  TEXT,
  VARIABLE,
  TEMPLATE,
  MORE_TEXT,
  MORE_VARIABLE,
  MORE_TEMPLATE,
  OPEN_QUOTE,
  QUOTED_TEXT,
  QUOTED_VARIABLE,
  QUOTED_TEMPLATE,
  CLOSE_QUOTE,
  AFTER_QUOTE,
  UNTERMINATED_QUOTE,
  UNTERMINATED_TEXT,
  TEMPLATE_TAG,
  RAW_NAME,
  RAW_TEXT,
  UNCLOSED_RAW_TEXT,
  MISSING_TERMINATOR,
  MISSING_CLOSE,
  RECOVERING,
  NONE,
};

/* What is kept from token to token. */
typedef struct {
  /* Characters of the quoted word being read that stand before its closing quote. */
  uint32_t quoted;
  /* Blanks before the last directive with a raw body that began a line. */
  uint32_t indent;
  /* A raw body had no end: the next ones are not searched to the end of the file. */
  uint8_t raw_unclosed;
  /* A backslash stands before the `$` that comes next. */
  uint8_t escaped;
} State;

typedef struct {
  TSLexer *lexer;
  const bool *valid;
  /* Characters taken since the scan began, how many may be, and how many belong to the token. */
  uint32_t count;
  uint32_t limit;
  uint32_t marked;
  /* Blanks since the line began; NOT_LEADING behind its first character. */
  uint32_t leading;
  /* The last variable that was passed has no small letters in its name. */
  bool capitals;
} Scan;

static const int32_t END = -2;
static const uint32_t UNLIMITED = UINT32_MAX;
static const uint32_t NOT_LEADING = UINT32_MAX;

static int32_t at(const Scan *scan) {
  if (scan->count >= scan->limit || scan->lexer->eof(scan->lexer)) return END;
  return scan->lexer->lookahead;
}

static void take(Scan *scan) {
  scan->lexer->advance(scan->lexer, false);
  scan->count++;
}

/* The token, if it becomes one, reaches at least to here. */
static void mark(Scan *scan) {
  scan->lexer->mark_end(scan->lexer);
  scan->marked = scan->count;
}

static bool is_blank(int32_t c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

static bool is_upper(int32_t c) { return c >= 'A' && c <= 'Z'; }

static bool is_lower(int32_t c) { return c >= 'a' && c <= 'z'; }

static bool is_name(int32_t c) { return is_lower(c) || is_upper(c) || is_digit(c) || c == '_'; }

#endif
