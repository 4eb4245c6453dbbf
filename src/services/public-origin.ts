/** The address the client used: a TLS proxy in front of a private server says so in x-forwarded-proto. */
export function publicOrigin(request: Request): URL {
  const url = new URL(request.url);
  const forwarded = request.headers.get("x-forwarded-proto");
  if (forwarded === "http" || forwarded === "https") url.protocol = `${forwarded}:`;
  return url;
}
