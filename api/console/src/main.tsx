import { render } from 'preact';
import { App } from './app.tsx';
import { sweepDrafts } from './forms/drafts.ts';
import './styles/index.css';

render(<App />, document.getElementById('app')!);
sweepDrafts();
