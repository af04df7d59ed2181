const form = document.querySelector('.filter');
const changes = [...document.querySelectorAll('.change')].map(node => ({
  node,
  section: node.closest('section'),
  text: node.textContent.toLowerCase() + ' ' + node.closest('section').dataset.place.toLowerCase(),
}));
const found = document.querySelector('.found');
const checked = name => new Set([...form.elements[name]].filter(one => one.checked).map(one => one.value));

function apply() {
  const wire = checked('wire');
  const rust = checked('rust');
  const place = form.elements.place.value;
  const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
  const open = new Map();
  let count = 0;
  for (const { node, section, text } of changes) {
    const shown = wire.has(node.dataset.wire) && rust.has(node.dataset.rust)
      && (place === '' || section.dataset.place === place)
      && words.every(word => text.includes(word));
    node.hidden = !shown;
    open.set(section, open.get(section) || shown);
    count += shown;
  }
  for (const [section, shown] of open) section.hidden = !shown;
  found.textContent = `${count} of ${changes.length} changes`;
}

form.addEventListener('input', apply);
form.addEventListener('submit', event => event.preventDefault());
// What is closed is not printed.
let closed = [];
addEventListener('beforeprint', () => {
  closed = changes.map(one => one.node).filter(node => !node.open);
  for (const node of closed) node.open = true;
});
addEventListener('afterprint', () => {
  for (const node of closed) node.open = false;
});
form.hidden = false;
apply();
