import { render } from 'preact';
import { App } from './app.tsx';
import { sweepDrafts } from './forms/drafts.ts';
import './styles/index.css';

// A page that the server wrote (what a problem means) was for whoever has no script.
const root = document.getElementById('app')!;
root.replaceChildren();
render(<App />, root);
sweepDrafts();
