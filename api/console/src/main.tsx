import { render } from 'preact';

render(<p>Kintsugi</p>, document.getElementById('app')!);
