import amdModule from 'amd-module';

// Chunks lie beside module.js, wherever Grafana serves that from (sub-path, CDN).
__webpack_public_path__ = amdModule.uri.slice(0, amdModule.uri.lastIndexOf('/') + 1);
