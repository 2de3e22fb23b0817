import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: decodeURIComponent(new URL('.', import.meta.url).pathname).replace(/^\/(?=[A-Za-z]:)/, ''),
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Vite's own loader of chunks; otherwise it could end up in a chunk that only one view needs.
            { name: 'loader', test: /vite[\\/]preload-helper/, priority: 1 },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'hexagons', test: /node_modules[\\/]h3-js[\\/]/ },
            { name: 'geography', test: /renderer[\\/]map-data[\\/]/ },
            { name: 'graphics', test: /node_modules[\\/]@luma\.gl[\\/]/ },
            { name: 'geometry', test: /node_modules[\\/]@(math|loaders|probe)\.gl[\\/]/ },
            { name: 'cytoscape', test: /node_modules[\\/]cytoscape[\\/]/ },
          ],
        },
      },
    },
  },
})
