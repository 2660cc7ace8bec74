"""Writes small models as Keras itself saves them, and what Keras predicts with them: keras-files.json.

Needs Keras 3 (written with 3.16.0), h5py and PyTorch: pip install keras h5py numpy torch, then
KERAS_BACKEND=numpy python generate_keras_files.py
Of most models there are NAME.keras and NAME.h5, of some NAME.weights.h5, in this folder.
"""

import json
import os

import h5py
import keras
import numpy as np
from keras import layers as K
from keras import models, optimizers

import pytorch_convolutions  # noqa: F401  where there is no JAX

FOLDER = os.path.dirname(os.path.abspath(__file__))
random = np.random.default_rng(7)


def fill(model):
    """Weights that no initializer gives: none is 0 or 1, and variances are above 0."""
    for weight in model.weights:
        values = random.normal(0, 0.4, weight.shape)
        weight.assign(np.abs(values) + 0.5 if "variance" in weight.path else values)


def dense():
    model = models.Sequential([K.Input((4,)), K.Dense(5, activation="relu"), K.Dropout(0.2), K.Dense(3, activation="softmax")])
    model.compile(optimizers.Adam(0.002), "categorical_crossentropy", metrics=["accuracy"])
    model.optimizer.build(model.trainable_variables)
    return model, [random.normal(size=(5, 4))]


def cnn():
    return models.Sequential([
        K.Input((6, 6, 2)), K.Conv2D(4, 3, padding="same", activation="relu"), K.BatchNormalization(),
        K.MaxPooling2D(), K.Conv2D(3, 2, use_bias=False), K.BatchNormalization(center=False), K.Flatten(),
        K.Dense(2)]), [random.normal(size=(3, 6, 6, 2))]


def recurrent():
    # one layer behind the mask: since 3.16 a recurrent layer no longer hands it on
    return models.Sequential([
        K.Input((6,)), K.Embedding(9, 4, mask_zero=True), K.Bidirectional(K.LSTM(3, dropout=0.1)), K.RepeatVector(3),
        K.Bidirectional(K.GRU(2, return_sequences=True), merge_mode="sum"),
        K.GRU(3, reset_after=False, return_sequences=True), K.TimeDistributed(K.Dense(3)), K.SimpleRNN(4)]), [
        padded(4, 6)]


def padded(rows, steps):
    words = random.integers(1, 9, (rows, steps))
    for row in range(1, rows):
        words[row, steps - row:] = 0
    return words.astype("int32")


def functional():
    words, habits = K.Input((6,), dtype="int32", name="words"), K.Input((4,), name="habits")
    read, h, c = K.LSTM(4, return_state=True)(K.Embedding(9, 4, mask_zero=True)(words))
    last = K.LSTM(4)(K.RepeatVector(2)(read), initial_state=[h, c])
    inner_x = K.Input((4,))
    inner = models.Model(inner_x, K.Add()([K.Dense(4, activation="tanh")(inner_x), inner_x]), name="inner")
    chain = models.Sequential([K.Input((4,)), K.Dense(4, activation="relu"), K.BatchNormalization(), K.Dense(4)], name="chain")
    shared, other = K.Dense(4, name="shared"), K.Dense(4)
    joined = K.Concatenate()([
        last, inner(last), inner(habits), shared(last), other(shared(habits)), chain(habits), K.PReLU()(habits),
        K.LayerNormalization()(habits)])
    return models.Model([words, habits], [K.Dense(2, name="main")(joined), K.Dense(1, name="text")(last)]), [
        padded(4, 6), random.normal(size=(4, 4))]


def frozen():
    base_x = K.Input((4,))
    base = models.Model(base_x, K.Dense(3)(K.BatchNormalization()(K.Dense(4, name="first")(base_x))), name="base")
    base.get_layer("first").trainable = False
    return models.Sequential([K.Input((4,)), base, K.BatchNormalization(trainable=False), K.Dense(2)]), [
        random.normal(size=(3, 4))]


def branches():
    """Keras lists those farthest from the output first: b, c, a, d, e; a program may write a first."""
    x = K.Input((3,))
    a = K.Dense(3, name="a")(x)
    c = K.Dense(3, name="c")(K.Dense(3, name="b")(x))
    return models.Model(x, K.Dense(3, name="e")(K.Add()([a, K.Dense(3, name="d")(c)]))), [random.normal(size=(2, 3))]


def series():
    return models.Sequential([
        K.Input((9, 2)), K.Conv1D(3, 2), K.Conv1DTranspose(2, 2), K.DepthwiseConv1D(2, depth_multiplier=2),
        K.SeparableConv1D(3, 2), K.ZeroPadding1D(1), K.UpSampling1D(2), K.PReLU(shared_axes=[1]),
        K.GlobalAveragePooling1D()]), [random.normal(size=(3, 9, 2))]


def images():
    return models.Sequential([
        K.Input((7, 7, 2)), K.Rescaling(0.5), K.RandomFlip(), K.Conv2DTranspose(2, 3), K.DepthwiseConv2D(2),
        K.SeparableConv2D(3, 2), K.LayerNormalization(), K.AveragePooling2D(2), K.SpatialDropout2D(0.1),
        K.GlobalMaxPooling2D()]), [random.normal(size=(2, 7, 7, 2))]


def double():
    return models.Sequential([K.Input((3,), dtype="float64"), K.Dense(2, dtype="float64")]), [random.normal(size=(3, 3))]


def split(model, path):
    """The same .h5 file with its lists in several attributes, as Keras does where they are too long for one."""
    model.save(path)
    with h5py.File(path, "a") as file:
        for group in (file["model_weights"], *file["model_weights"].values()):
            for name in ("layer_names", "weight_names"):
                if len(group.attrs.get(name, [])) > 1:
                    for i, part in enumerate(np.array_split(group.attrs[name], 2)):
                        group.attrs[f"{name}{i}"] = part
                    del group.attrs[name]


def keras_2(model, path):
    """The same .h5 file with the words of Keras 2; Keras 3 still reads it."""
    model.save(path)
    with h5py.File(path, "a") as file:
        config = json.loads(file.attrs["model_config"])
        functional = config["class_name"] == "Functional"
        for layer in config["config"]["layers"]:
            settings = layer["config"]
            if layer["class_name"] == "InputLayer":
                settings["batch_input_shape"] = settings.pop("batch_shape")
                settings.pop("optional")
            for key, value in settings.items():
                if isinstance(value, dict) and "module" in value:
                    settings[key] = "float32" if key == "dtype" else {
                        "class_name": value["class_name"], "config": value["config"]}
            settings.pop("quantization_config", None)
            if layer["class_name"] == "LSTM":
                settings.update(implementation=2)
            if layer["class_name"] == "LeakyReLU":
                settings["alpha"] = settings.pop("negative_slope")
            if layer["class_name"] == "BatchNormalization":
                settings["axis"] = [settings["axis"]]
            if functional:
                layer["inbound_nodes"] = [
                    [[*tensor["config"]["keras_history"], {}] for tensor in flat(node["args"])]
                    for node in layer["inbound_nodes"]]
        if functional:
            for key in ("input_layers", "output_layers"):
                ends = config["config"][key]
                config["config"][key] = ends if isinstance(ends[0], list) else [ends]
        file.attrs["model_config"] = json.dumps(config).encode()
        file.attrs["keras_version"] = b"2.11.0"
        if "training_config" in file.attrs:
            training = json.loads(file.attrs["training_config"])
            training["optimizer_config"]["config"].update(decay=0.0, is_legacy_optimizer=False)
            training["loss"] = {"class_name": "MeanSquaredError", "config": {"reduction": "auto", "name": "mse"}}
            training["metrics"] = [[{"class_name": "MeanMetricWrapper", "config": {
                "name": "mae", "dtype": "float32", "fn": "mean_absolute_error"}}]]
            file.attrs["training_config"] = json.dumps(training).encode()


def flat(args):
    return args[0] if isinstance(args[0], list) else args


def old_chain():
    model = models.Sequential([
        K.Input((5, 3)), K.LSTM(4), K.LeakyReLU(negative_slope=0.25), K.BatchNormalization(), K.Dense(2)])
    model.compile("adam", "mse", metrics=["mae"])
    return model, [random.normal(size=(3, 5, 3))]


def old_graph():
    x, z = K.Input((3,)), K.Input((3,))
    shared = K.Dense(3, activation="relu", name="shared")
    return models.Model([x, z], K.Dense(2)(K.Concatenate()([shared(x), shared(z)]))), [
        random.normal(size=(3, 3)), random.normal(size=(3, 3))]


def predicted(model, inputs):
    outputs = model.predict(inputs if len(inputs) > 1 else inputs[0], verbose=0)
    return [tensor(y) for y in (outputs if isinstance(outputs, list) else [outputs])]


def tensor(values):
    return {"shape": list(np.shape(values)), "data": np.asarray(values, "float64").ravel().tolist()}


def checked(model, path, inputs):
    """Keras itself reads what was changed by hand."""
    again = keras.models.load_model(path, compile=False)
    for before, after in zip(predicted(model, inputs), predicted(again, inputs)):
        assert np.allclose(before["data"], after["data"], atol=1e-6), path


cases = []
for make in (dense, cnn, recurrent, functional, frozen, series, images, double, branches, old_chain, old_graph):
    keras.utils.clear_session()
    model, inputs = make()
    inputs = [x if x.dtype == "int32" else x.astype("float64" if make is double else "float32") for x in inputs]
    fill(model)
    name = make.__name__.replace("_", "-")
    path = os.path.join(FOLDER, name)
    files = []
    if make in (old_chain, old_graph):
        files = [name + ".h5"]
        keras_2(model, path + ".h5")
        checked(model, path + ".h5", inputs)
    else:
        files = [name + ".keras", name + ".h5"] + ([name + ".weights.h5"] if make in (dense, functional, branches) else [])
        for file in files:
            (model.save_weights if "weights" in file else model.save)(os.path.join(FOLDER, file))
    if make is cnn:
        files.append("split.h5")
        split(model, os.path.join(FOLDER, "split.h5"))
        checked(model, os.path.join(FOLDER, "split.h5"), inputs)
    cases.append({
        "name": name, "files": files, "inputs": [tensor(x) for x in inputs], "outputs": predicted(model, inputs),
        "layers": [layer.name for layer in model.layers]})
with open(os.path.join(FOLDER, "keras-files.json"), "w") as file:
    json.dump({"keras": keras.__version__, "cases": cases}, file, separators=(",", ":"))
    file.write("\n")
