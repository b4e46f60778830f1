// What forms and htmx cannot do: pictures that are dropped or taken by a camera, boxes over faces, the slider, focus after an answer.
'use strict';

const SVG = 'http://www.w3.org/2000/svg';

/** Gives a field of files other ones, as if somebody had chosen them. */
function choose(input, files) {
    const chosen = new DataTransfer();
    const kept = input.multiple ? [...input.files] : [];
    [...kept, ...files].forEach(file => chosen.items.add(file));
    input.files = chosen.files;
    input.dispatchEvent(new Event('change', {bubbles: true}));
}

function takeDrops(zone, input) {
    zone.addEventListener('dragover', event => {
        event.preventDefault();
        zone.classList.add('over');
    });
    zone.addEventListener('dragleave', () => zone.classList.remove('over'));
    zone.addEventListener('drop', event => {
        event.preventDefault();
        zone.classList.remove('over');
        const pictures = [...event.dataTransfer.files].filter(file => file.type.startsWith('image/'));
        if (pictures.length > 0) {
            choose(input, input.multiple ? pictures : pictures.slice(0, 1));
        }
    });
}

function takePhotographs(camera, input) {
    const part = name => camera.querySelector(`[data-camera-${name}]`);
    const video = camera.querySelector('video');
    let stream = null;
    let taken = 0;
    const close = () => {
        stream?.getTracks().forEach(track => track.stop());
        stream = null;
        part('view').hidden = true;
        part('open').hidden = false;
    };
    camera.hidden = !navigator.mediaDevices;
    part('open').addEventListener('click', async () => {
        try {
            stream = await navigator.mediaDevices.getUserMedia({video: {width: {ideal: 1280}}, audio: false});
            video.srcObject = stream;
            part('problem').textContent = '';
            part('view').hidden = false;
            part('open').hidden = true;
            part('take').focus();
        } catch (error) {
            part('problem').textContent = `The camera cannot be used: ${error.message}.`;
        }
    });
    part('take').addEventListener('click', () => {
        const canvas = document.createElement('canvas');
        canvas.width = video.videoWidth;
        canvas.height = video.videoHeight;
        canvas.getContext('2d').drawImage(video, 0, 0);
        canvas.toBlob(blob => {
            choose(input, [new File([blob], `camera-${++taken}.jpg`, {type: 'image/jpeg'})]);
            if (!input.multiple) {
                close();
            }
        }, 'image/jpeg', 0.92);
    });
    part('close').addEventListener('click', close);
    addEventListener('pagehide', close);
}

/** Shows the chosen pictures of a form, by addresses within the browser. */
function showChosen(form, input) {
    const viewer = document.querySelector('[data-viewer]');
    const previews = form.querySelector('[data-previews]');
    const addresses = [];
    input.addEventListener('change', () => {
        addresses.splice(0).forEach(URL.revokeObjectURL);
        const shown = [...input.files].map(file => {
            addresses.push(URL.createObjectURL(file));
            return addresses.at(-1);
        });
        previews?.replaceChildren(...shown.map(address => {
            const picture = new Image();
            picture.src = address;
            picture.alt = '';
            return picture;
        }));
        if (viewer && shown.length > 0) {
            viewer.querySelector('[data-boxes]').replaceChildren();
            viewer.querySelector('[data-preview]').src = shown[0];
            viewer.hidden = false;
        }
        if ('sendAtOnce' in form.dataset && shown.length > 0) {
            form.requestSubmit();
        }
    });
}

function drawBoxes() {
    const boxes = document.querySelector('[data-boxes]');
    const picture = document.querySelector('[data-preview]');
    if (!boxes || !picture.src) {
        return;
    }
    boxes.setAttribute('viewBox', `0 0 ${picture.naturalWidth} ${picture.naturalHeight}`);
    boxes.replaceChildren();
    const scale = picture.naturalWidth / picture.clientWidth;
    document.querySelectorAll('#answer [data-left]').forEach(face => {
        const {left, top, width, height} = face.dataset;
        for (const kind of ['shade', face.dataset.match === 'yes' ? 'match' : 'other']) {
            const box = document.createElementNS(SVG, 'rect');
            Object.entries({x: left, y: top, width, height, rx: 4 * scale, class: kind})
                .forEach(([name, value]) => box.setAttribute(name, value));
            boxes.append(box);
        }
        const number = document.createElementNS(SVG, 'text');
        number.textContent = face.dataset.face;
        Object.entries({
            x: Number(left) + 6 * scale, y: Number(top) + 20 * scale, 'font-size': 18 * scale, 'stroke-width': 4 * scale,
        }).forEach(([name, value]) => number.setAttribute(name, value));
        boxes.append(number);
    });
}

function slide(form) {
    const input = form.querySelector('input');
    const show = () => {
        document.querySelectorAll('[data-point]').forEach(point => {
            point.hidden = point.dataset.point !== input.value;
            if (!point.hidden) {
                input.setAttribute('aria-valuetext', point.dataset.text);
            }
        });
        document.querySelectorAll('[data-row]').forEach(row => row.classList.toggle('chosen', row.dataset.row === input.value));
    };
    form.hidden = false;
    input.addEventListener('input', show);
    show();
}

document.querySelectorAll('form[data-pictures]').forEach(form => {
    const input = form.querySelector('input[type=file]');
    takeDrops(form.querySelector('.drop'), input);
    takePhotographs(form.querySelector('[data-camera]'), input);
    showChosen(form, input);
});
document.querySelectorAll('form[data-slider]').forEach(slide);
document.querySelectorAll('[data-copy]').forEach(button => {
    button.hidden = !navigator.clipboard;
    button.addEventListener('click', async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
        button.textContent = 'Copied';
    });
});
document.addEventListener('htmx:beforeRequest', () => document.getElementById('problem').replaceChildren());
document.addEventListener('htmx:sendError', () => {
    document.getElementById('problem').textContent = 'The service does not answer. Is it running, and the network there?';
});
document.addEventListener('htmx:afterSwap', event => {
    if (event.detail.target.id === 'answer') {
        drawBoxes();
    }
    event.detail.target.querySelector('[data-focus]')?.focus();
    if (event.detail.target.id === 'problem') {
        event.detail.target.scrollIntoView({block: 'nearest'});
    }
});
