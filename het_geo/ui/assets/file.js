// A file chosen by a person, sent as base64: a plain labelled input, which every screen reader knows.

export default function ({ data, parentElement, setTriggerValue }) {
  if (parentElement.querySelector("input")) return;
  const label = document.createElement("label");
  const said = document.createElement("span");
  const input = document.createElement("input");
  const status = document.createElement("p");
  said.textContent = data.label;
  Object.assign(input, { type: "file", accept: data.accept });
  status.setAttribute("role", "status");
  label.append(said, input);
  parentElement.append(label, status);
  input.addEventListener("change", () => {
    const file = input.files[0];
    if (!file) return;
    input.value = ""; // so that the same file can be chosen again
    if (file.size > data.most) return void (status.textContent = `${file.name} is too large: it has ${megabytes(file.size)}, and ${megabytes(data.most)} are read at most.`);
    status.textContent = "";
    const reader = new FileReader();
    reader.addEventListener("load", () => setTriggerValue("file", reader.result.split(",")[1] ?? ""));
    reader.readAsDataURL(file);
  });
}

function megabytes(size) {
  return `${(size / 1e6).toLocaleString("en-GB", { maximumFractionDigits: 1 })} MB`;
}
