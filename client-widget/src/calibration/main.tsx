import { render } from 'preact';
import { drawnInto } from '../page/drawn-into.ts';
import pageCss from '../page/page.css?inline';
import { CalibrationPage } from './CalibrationPage.tsx';
import calibrationCss from './calibration.css?inline';

render(<CalibrationPage />, drawnInto(pageCss + calibrationCss));
