// A map's place on the page: the kit draws into it as soon as it is there.
export default function (component) {
  const draw = () => {
    const root = component.parentElement;
    if (!root.hetGeoStyled) {
      root.hetGeoStyled = document.createElement("style");
      root.hetGeoStyled.textContent = window.hetGeo.style;
      root.append(root.hetGeoStyled);
    }
    return window.hetGeo[component.data.draw](component);
  };
  if (window.hetGeo) return draw();
  window.addEventListener("het-geo", draw, { once: true });
  return () => window.removeEventListener("het-geo", draw);
}
