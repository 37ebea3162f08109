// Asks the browser to make or use a passkey, and sends its answer with the form. Nothing else needs this script.
"use strict";

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const words = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const ids = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

function plain(credential) {
  const response = {};
  for (const part of PARTS) if (credential.response[part]) response[part] = words(credential.response[part]);
  return {
    id: credential.id,
    rawId: words(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function make(asked) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge), excludeCredentials: ids(asked.excludeCredentials) };
  publicKey.user = { ...asked.user, id: bytes(asked.user.id) };
  return navigator.credentials.create({ publicKey });
}

async function use(asked) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge), allowCredentials: ids(asked.allowCredentials) };
  return navigator.credentials.get({ publicKey });
}

async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options).publicKey;
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options.publicKey;
}

document.querySelectorAll("form[data-passkey]").forEach((form) => {
  const button = form.querySelector("[data-passkey-go]");
  const said = form.querySelector("[data-passkey-said]");
  if (!window.PublicKeyCredential) return;
  form.querySelector("[data-passkey-way]").hidden = false;
  button.addEventListener("click", async () => {
    said.hidden = true;
    try {
      const credential = await (form.dataset.passkey === "create" ? make : use)(await options(form));
      form.querySelector("[data-passkey-answer]").value = JSON.stringify(plain(credential));
      form.submit();
    } catch {
      said.hidden = false;
    }
  });
});
