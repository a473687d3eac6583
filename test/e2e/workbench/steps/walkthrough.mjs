/** The walkthrough: it opens, its pictures come, and steps are done by what happens in the project. */
import { until } from '../page.mjs';

export const walkthroughSteps = [
  {
    name: 'opens the walkthrough, with a picture for each step',
    async run({ page, command, picture }) {
      await command('Django Preflight: Take Your Project to Production');
      for (const id of ['stack', 'settings', 'proxy', 'launch']) {
        await step(page, id).click();
        await media(page).locator('svg').first().waitFor();
      }
      await picture('walkthrough');
    },
  },
  {
    name: 'ticks steps off when the project is there',
    async run({ page, command, putSound }) {
      await command('Django Preflight: Take Your Project to Production');
      const ticked = step(page, 'settings').locator('.codicon-getting-started-step-checked');
      if (await ticked.isVisible()) throw new Error('the step is done before anything was mended');
      await putSound();
      await until('the step done', () => ticked.isVisible());
    },
  },
];

function step(page, id) {
  return page.locator(`.getting-started-step[data-step-id$="#${id}"]`);
}

function media(page) {
  return page.frameLocator('.getting-started-media iframe.webview').frameLocator('#active-frame');
}
