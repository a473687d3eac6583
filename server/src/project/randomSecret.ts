const SECRET_LENGTH = 64;
const SECRET_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Text for a new secret. 64 letters make the choice of one of them six whole bits of a byte: no letter is likelier than another.
 *
 * @param randomBytes cryptographic random bytes.
 */
export function randomSecret(randomBytes: (count: number) => Uint8Array): string {
  return Array.from(randomBytes(SECRET_LENGTH), (byte) => SECRET_LETTERS[byte & 63] ?? '').join('');
}
