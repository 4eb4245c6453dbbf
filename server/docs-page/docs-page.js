/** The reference of the running server, to read and to try: everything comes from the server itself. */
window.SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#reference",
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  // No service elsewhere is asked whether the document is valid; a test does that.
  validatorUrl: "none",
});
