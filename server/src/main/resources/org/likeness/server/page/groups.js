// Faces that were grouped: they are cut out of the chosen photographs, which no server keeps, to be shown and to be enrolled.
'use strict';

const AROUND = 0.8; // of the box, on each side: the detector has to find the face again
const QUALITY = 0.95;

/** The part of a picture with a face, or all of it. */
function partOf(face, picture) {
    if (face.dataset.left === undefined) {
        return {left: 0, top: 0, width: picture.width, height: picture.height};
    }
    const [left, top, width, height] = ['left', 'top', 'width', 'height'].map(name => Number(face.dataset[name]));
    const from = {left: Math.max(0, left - AROUND * width), top: Math.max(0, top - AROUND * height)};
    return {
        ...from,
        width: Math.min(picture.width, left + (1 + AROUND) * width) - from.left,
        height: Math.min(picture.height, top + (1 + AROUND) * height) - from.top,
    };
}

function draw(canvas, picture, part) {
    const scale = Math.max(canvas.width / part.width, canvas.height / part.height);
    const shown = {width: canvas.width / scale, height: canvas.height / scale};
    canvas.getContext('2d').drawImage(
        picture,
        part.left + (part.width - shown.width) / 2, part.top + (part.height - shown.height) / 2, shown.width, shown.height,
        0, 0, canvas.width, canvas.height);
}

/** A picture of its own, in the pixels of the photograph. */
async function cut(picture, part, name) {
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(part.width);
    canvas.height = Math.round(part.height);
    canvas.getContext('2d').drawImage(picture, part.left, part.top, part.width, part.height, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
    return new File([blob], name, {type: 'image/jpeg'});
}

/** Fills the form of each group with its faces. */
async function showGroups(answer, photographs) {
    const pictures = new Map();
    for (const group of answer.querySelectorAll('.groups > li')) {
        const faces = new DataTransfer();
        for (const face of group.querySelectorAll('canvas')) {
            const file = photographs[Number(face.dataset.picture) - 1];
            if (!pictures.has(file)) {
                pictures.set(file, await createImageBitmap(file));
            }
            const part = partOf(face, pictures.get(file));
            draw(face, pictures.get(file), part);
            faces.items.add(await cut(pictures.get(file), part, file.name));
        }
        const form = group.querySelector('[data-group]');
        if (form) {
            form.querySelector('input[type=file]').files = faces.files;
            form.hidden = false;
            group.querySelector('[data-until-shown]').remove();
        }
    }
    pictures.forEach(picture => picture.close());
}

document.addEventListener('htmx:afterSwap', event => {
    const chosen = document.querySelector('form[data-pictures] input[type=file]');
    if (event.detail.target.id === 'answer' && event.detail.target.querySelector('.groups')) {
        showGroups(event.detail.target, [...chosen.files]);
    }
});
