/** The style of every page. Plain, readable from 320 px on, light and dark as the reader's machine is. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1a1d21, #e6e8eb); --quiet: light-dark(#535c66, #a3adb8);
  --ground: light-dark(#ffffff, #14171b); --raised: light-dark(#f5f7f9, #1d2127);
  --line: light-dark(#d5dae0, #333a43); --link: light-dark(#0b57d0, #8ab4f8);
  --bad: light-dark(#b3261e, #f5a8a2); --warn: light-dark(#fff1d6, #3b2c0c);
}
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, -apple-system, sans-serif; color: var(--text); background: var(--ground); }
.sheet { max-width: 76rem; margin: 0 auto; padding-inline: 1.25rem; }
a { color: var(--link); }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible,
summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.top { border-bottom: 1px solid var(--line); background: var(--raised); }
.top .sheet { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem; padding-block: .6rem; }
.top strong { font-size: 1rem; }
.top ul { display: flex; flex-wrap: wrap; gap: .1rem .25rem; margin: 0; padding: 0; list-style: none; }
.top li a { display: block; padding: .3rem .6rem; border-radius: .4rem; color: var(--quiet); text-decoration: none; }
.top li a:hover { color: var(--text); }
.top li a[aria-current] { color: var(--text); background: var(--ground); box-shadow: 0 0 0 1px var(--line); }
main { padding-block: 1.25rem 4rem; }
h1 { font-size: 1.45rem; line-height: 1.25; margin: 1rem 0; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 2rem 0 .6rem; }
p { max-width: 70ch; }
.quiet { color: var(--quiet); }
.notice { padding: .6rem .9rem; border-radius: .4rem; background: var(--raised); border: 1px solid var(--line); }
.notice.warn { background: var(--warn); }
.notice.bad, .error { color: var(--bad); }
.notice.warn { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem .8rem; }
.notice form.button { margin: 0; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: baseline; padding: .45rem 1rem .45rem 0; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
.long { overflow-wrap: anywhere; }
.whole { white-space: nowrap; }
th { font-weight: 500; color: var(--quiet); white-space: nowrap; }
time { white-space: nowrap; font-variant-numeric: tabular-nums; }
form.button { display: inline-block; margin: 0 .4rem .25rem 0; }
button { font: inherit; min-height: 2.25rem; padding: .3rem .8rem; border-radius: .4rem; cursor: pointer; white-space: nowrap;
  border: 1px solid var(--line); background: var(--raised); color: var(--text); text-decoration: none; }
button.main { background: var(--link); border-color: var(--link); color: light-dark(#ffffff, #10131a); }
button.bad { color: var(--bad); border-color: currentColor; }
input, select, textarea { font: inherit; width: 100%; min-height: 2.25rem; padding: .3rem .55rem; border-radius: .4rem;
  border: 1px solid light-dark(#8a939e, #6b7683); background: var(--ground); color: var(--text); }
input[type=checkbox] { width: 1.1rem; height: 1.1rem; min-height: 0; margin: .2rem 0 0; flex: none; }
[aria-invalid=true] { border-color: var(--bad); }
label { display: block; font-weight: 500; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); gap: .9rem 1.25rem; margin-bottom: 1rem; max-width: 60rem; }
.search { display: flex; flex-wrap: wrap; align-items: end; gap: .6rem; margin-bottom: 1rem; }
.search > * { flex: 0 1 auto; } .search .wide { flex: 1 1 16rem; max-width: 26rem; }
.check { display: flex; gap: .6rem; align-items: flex-start; font-weight: 400; }
.hint { display: block; color: var(--quiet); font-weight: 400; font-size: .9rem; }
fieldset { min-width: 0; border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 1rem; padding: .4rem 1rem 1rem; max-width: 60rem; }
legend { padding: 0 .4rem; font-weight: 600; }
details { margin: .4rem 0; } td details { margin: 0; } form > details { margin-bottom: 1rem; } summary + .fields { margin-top: .6rem; } summary { cursor: pointer; }
details form { margin-top: .5rem; max-width: 26rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--raised); padding: .75rem; border-radius: .4rem; margin: .25rem 0; font-size: .9rem; }
td pre { padding: .25rem .5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.25rem; margin: 0; max-width: 60rem; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
.tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: .75rem; padding: 0; list-style: none; }
.tiles a { display: block; padding: .8rem 1rem; border: 1px solid var(--line); border-radius: .5rem; color: inherit; text-decoration: none; }
.tiles a:hover { border-color: var(--link); } .tiles b { display: block; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
.pages { display: flex; gap: 1rem; margin-top: 1rem; align-items: center; }
@media (max-width: 44rem) {
  .top ul { margin-inline: -.6rem; } .tiles { grid-template-columns: repeat(2, 1fr); }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, td { display: block; } tr { padding: .6rem 0; border-bottom: 1px solid var(--line); }
  td { display: grid; grid-template-columns: 7.5rem 1fr; border: 0; padding: .1rem 0; overflow-wrap: anywhere; }
  input:not([type=checkbox]), select { max-width: 100%; }
  td::before { content: attr(data-label); color: var(--quiet); }
  td:empty { display: none; } dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; }
}`;
