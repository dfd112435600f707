// Keeps what would have been printed instead of opening the printer's dialog.
() => {
  const append = document.body.appendChild.bind(document.body);
  document.body.appendChild = (node) => {
    append(node);
    node.contentWindow.print = () => {
      window.printed = node.contentDocument.body.innerText;
    };
    return node;
  };
}
