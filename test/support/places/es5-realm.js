/**
 * Makes a realm forget what came after ES5, as far as a program can see it: run before anything else there. Typed arrays
 * stay, with what IE 10 had of them.
 */
// biome-ignore-all lint: what the linter suggests is newer than ES5
(function (global) {
  var laterGlobals = [
    "Promise",
    "Symbol",
    "Map",
    "Set",
    "WeakMap",
    "WeakSet",
    "WeakRef",
    "FinalizationRegistry",
    "Reflect",
    "Proxy",
    "BigInt",
    "Atomics",
    "SharedArrayBuffer",
    "WebAssembly",
    "BigInt64Array",
    "BigUint64Array",
    "Float16Array",
    "Iterator",
    "AggregateError",
    "SuppressedError",
    "DisposableStack",
    "AsyncDisposableStack",
    "Intl",
    "Temporal",
  ];
  var kept = {
    Object:
      "assign! create defineProperty defineProperties freeze getOwnPropertyDescriptor getOwnPropertyNames getPrototypeOf isExtensible isFrozen isSealed keys preventExtensions seal",
    Array: "isArray",
    String: "fromCharCode",
    Number: "MAX_VALUE MIN_VALUE NaN NEGATIVE_INFINITY POSITIVE_INFINITY",
    Date: "now parse UTC",
    Uint8Array: "BYTES_PER_ELEMENT",
  };
  var keptOfPrototype = {
    Array:
      "constructor concat every filter forEach indexOf join lastIndexOf length map pop push reduce reduceRight reverse shift slice some sort splice toLocaleString toString unshift",
    String:
      "constructor charAt charCodeAt concat indexOf lastIndexOf length localeCompare match replace search slice split substr substring toLocaleLowerCase toLocaleUpperCase toLowerCase toString toUpperCase trim valueOf",
    Function: "apply bind call constructor length name toString arguments caller",
    Uint8Array: "constructor BYTES_PER_ELEMENT",
  };
  // Of the typed arrays' common prototype.
  var typed = "constructor buffer byteLength byteOffset length set subarray";

  function reduce(object, names) {
    var allowed = names.replace("assign! ", "").split(" ");
    var own = Object.getOwnPropertyNames(object);
    for (var i = 0; i < own.length; i++) {
      var fixed = own[i] === "prototype" || own[i] === "length" || own[i] === "name";
      if (!fixed && allowed.indexOf(own[i]) < 0) delete object[own[i]];
    }
    var symbols = symbolsOf(object);
    for (var j = 0; j < symbols.length; j++) {
      var descriptor = describe(object, symbols[j]);
      if (descriptor && descriptor.configurable) delete object[symbols[j]];
    }
  }

  var symbolsOf = Object.getOwnPropertySymbols;
  var describe = Object.getOwnPropertyDescriptor;
  var typedPrototype = Object.getPrototypeOf(Uint8Array.prototype);
  reduce(typedPrototype, typed);
  for (var name in keptOfPrototype) reduce(global[name].prototype, keptOfPrototype[name]);
  for (var holder in kept) reduce(global[holder], kept[holder]);
  var math =
    "E LN2 LN10 LOG2E LOG10E PI SQRT1_2 SQRT2 abs acos asin atan atan2 ceil cos exp floor log max min pow random round sin sqrt tan";
  reduce(Math, math);
  for (var k = 0; k < laterGlobals.length; k++) delete global[laterGlobals[k]];
  delete global.globalThis;
})(this);
