/** Custom requests between our client and server: types and method names only. This is all that client/ may import from server/. */
export {};
