/**
 * Runs `draw` once for however many events come within a frame: setData crosses to another thread each time. Returns how
 * to ask for it, and how to call it off.
 */
function drawSoon(draw) {
  let timer = null;
  return {
    ask() {
      if (timer !== null) return;
      timer = setTimeout(() => {
        timer = null;
        draw();
      }, 16);
    },
    stop() {
      clearTimeout(timer);
    },
  };
}

module.exports = { drawSoon };
