/*
 * Splits nginx configuration into tokens by the rules of ngx_conf_read_token (nginx, src/core/ngx_conf_file.c), and sees the
 * tags of template languages where nginx's own reading would be an error.
 *
 * Every text gives tokens that the grammar takes. All look-ahead is linear over the whole text: one that fails ends at the
 * place where the next one of its kind would start.
 */
#include "raw.h"
#include "scan.h"
#include "templates.h"
#include "tree_sitter/alloc.h"
#include "words.h"

#include <string.h>

static enum Token comment(Scan *scan) {
  while (at(scan) != END && at(scan) != '\n') take(scan);
  mark(scan);
  return COMMENT;
}

/* Behind `{%`, which ends with its line as long as it is being typed. */
static enum Token statement_tag(Scan *scan) {
  if (!skip_template(scan, '%', true)) {
    if (at(scan) != '\n' && at(scan) != END) return LEFT_BRACE;
    mark(scan);
    if (!skip_template(scan, '%', false)) return TEMPLATE_TAG;
  }
  mark(scan);
  return TEMPLATE_TAG;
}

/* At `{` where a directive could begin: `{%`, `{#` and `{{` are never nginx here. */
static enum Token brace_in_front(Scan *scan) {
  take(scan);
  mark(scan);
  int32_t kind = at(scan);
  if (kind != '{' && kind != '%' && kind != '#') return LEFT_BRACE;
  take(scan);
  if (kind == '%') return statement_tag(scan);
  bool control = kind == '#' || is_control(scan);
  if (!skip_template(scan, kind, false)) return LEFT_BRACE;
  mark(scan);
  return control || stands_alone(scan) ? TEMPLATE_TAG : TEMPLATE;
}

/* At `<` where a directive could begin. */
static enum Token angle_in_front(Scan *scan) {
  take(scan);
  mark(scan);
  if (at(scan) != '%') return TEXT;
  take(scan);
  bool control = at(scan) != '=';
  if (!skip_template(scan, '<', false)) return TEXT;
  mark(scan);
  return control || stands_alone(scan) ? TEMPLATE_TAG : TEMPLATE;
}

/* At `$` where a directive could begin. What envsubst fills in has a name in capitals. */
static enum Token dollar_in_front(Scan *scan) {
  take(scan);
  enum Token found = after_dollar(scan, true);
  if (found == NONE) return TEXT;
  return scan->capitals && stands_alone(scan) ? TEMPLATE_TAG : found;
}

/* At the first character of a token. `front`: a directive could begin here. */
static enum Token token(Scan *scan, State *state, bool front, uint32_t indent) {
  int32_t c = at(scan);
  switch (c) {
    case ';':
      take(scan);
      mark(scan);
      return SEMICOLON;
    case '}':
      if (scan->valid[MISSING_TERMINATOR]) return MISSING_TERMINATOR;
      take(scan);
      mark(scan);
      return RIGHT_BRACE;
    case '#':
      return comment(scan);
    case '"':
    case '\'':
      return open_quote(scan, state);
    case '{':
      if (front) return brace_in_front(scan);
      break;
    case '<':
      if (front) return angle_in_front(scan);
      break;
    case '$':
      if (front) return dollar_in_front(scan);
      break;
    default:
      break;
  }
  enum Token found = piece(scan, state, false);
  if (found != RAW_NAME) return found;
  if (!front) return TEXT;
  state->indent = indent;
  return RAW_NAME;
}

static enum Token more(Scan *scan, State *state) {
  switch (piece(scan, state, false)) {
    case VARIABLE:
      return MORE_VARIABLE;
    case TEMPLATE:
      return MORE_TEMPLATE;
    case LEFT_BRACE:
      return LEFT_BRACE;
    case TEXT:
    case RAW_NAME:
      return MORE_TEXT;
    default:
      return NONE;
  }
}

/* Skips blanks; gives how many stand at the beginning of the line. */
static uint32_t skip_blanks(TSLexer *lexer) {
  uint32_t blanks = 0;
  while (!lexer->eof(lexer) && is_blank(lexer->lookahead)) {
    blanks = lexer->lookahead == '\n' ? 0 : blanks + 1;
    lexer->advance(lexer, true);
  }
  return blanks;
}

static enum Token next(TSLexer *lexer, State *state, const bool *valid) {
  Scan scan = {.lexer = lexer, .valid = valid, .limit = UNLIMITED};
  if (valid[RAW_TEXT]) {
    enum Token found = raw_text(&scan, state);
    if (found != NONE) return found;
  }
  if (valid[CLOSE_QUOTE]) return inside_quotes(&scan, state);
  if (valid[UNTERMINATED_TEXT] && unterminated_text(&scan)) return UNTERMINATED_TEXT;
  int32_t c = at(&scan);
  if (valid[AFTER_QUOTE] && !may_follow_quote(c) && c != '<') return AFTER_QUOTE;
  if (valid[MORE_TEXT]) {
    enum Token found = more(&scan, state);
    if (found != NONE) return found;
  }
  uint32_t indent = skip_blanks(lexer);
  if (!lexer->eof(lexer)) return token(&scan, state, valid[TEMPLATE_TAG], indent);
  if (valid[MISSING_TERMINATOR]) return MISSING_TERMINATOR;
  return valid[MISSING_CLOSE] ? MISSING_CLOSE : NONE;
}

void *tree_sitter_nginx_external_scanner_create(void) { return ts_calloc(1, sizeof(State)); }

void tree_sitter_nginx_external_scanner_destroy(void *payload) { ts_free(payload); }

unsigned tree_sitter_nginx_external_scanner_serialize(void *payload, char *buffer) {
  static const State empty;
  if (memcmp(payload, &empty, sizeof(State)) == 0) return 0;
  memcpy(buffer, payload, sizeof(State));
  return sizeof(State);
}

void tree_sitter_nginx_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  memset(payload, 0, sizeof(State));
  if (length == sizeof(State)) memcpy(payload, buffer, length);
}

/* The grammar takes every token that is given, so there is nothing to recover from (RECOVERING). */
bool tree_sitter_nginx_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  if (valid[RECOVERING]) return false;
  enum Token found = next(lexer, payload, valid);
  if (found == NONE) return false;
  lexer->result_symbol = (TSSymbol)found;
  return true;
}
