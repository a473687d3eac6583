/** A check in Python alone that a port of the container itself takes connections: it needs no curl, and no host name that Django allows. */
export function connectCheck(port: number): readonly string[] {
  return ['python', '-c', `import socket; socket.create_connection(('127.0.0.1', ${port}), 3)`];
}
