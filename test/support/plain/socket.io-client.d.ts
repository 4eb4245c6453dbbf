/** The part of socket.io-client 2.4.0 that the tests use; the package brings no types. */
declare module "socket.io-client" {
  interface Socket {
    on(event: string, listener: (argument: unknown) => void): this;
    emit(event: string, argument: Uint8Array): this;
    close(): this;
  }
  export default function io(
    url: string,
    options: { transports: string[]; forceNew: boolean; reconnection: boolean },
  ): Socket;
}
