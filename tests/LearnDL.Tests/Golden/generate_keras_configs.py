"""Writes keras-configs.json: what Keras itself writes for every class that LearnDL has, and for two models.

Needs Keras 3 (written with 3.16.0): pip install keras numpy, then
KERAS_BACKEND=numpy python generate_keras_configs.py > keras-configs.json
"""

import inspect
import json
import sys

import numpy as np
from keras import constraints, initializers, layers, losses, metrics, models, optimizers, regularizers
from keras.optimizers import schedules
from keras.saving import deserialize_keras_object, serialize_keras_object

K = layers
depthwise = dict(
    padding="same", activation="tanh", use_bias=False, bias_initializer="ones", bias_regularizer="l2",
    activity_regularizer=regularizers.L1(0.03), bias_constraint="non_neg", depth_multiplier=3,
    depthwise_initializer="he_normal", depthwise_regularizer="l1", depthwise_constraint="max_norm")
separable = dict(
    depthwise, pointwise_initializer="he_uniform", pointwise_regularizer="l2", pointwise_constraint="unit_norm")
weights = dict(
    kernel_initializer="he_normal", bias_initializer="ones", kernel_regularizer="l1", bias_regularizer="l2",
    activity_regularizer=regularizers.L1(0.03), kernel_constraint="max_norm", bias_constraint="non_neg")
recurrent = dict(
    weights, activation="relu", use_bias=False, recurrent_initializer="glorot_normal", recurrent_regularizer=regularizers.L1L2(0.1, 0.2),
    recurrent_constraint="unit_norm", dropout=0.1, recurrent_dropout=0.2, seed=7, return_sequences=True,
    return_state=True, go_backwards=True, stateful=True, unroll=True)
transposed = dict(weights, padding="same", activation="tanh", use_bias=False)
convolution = dict(transposed, groups=2)
pooling = dict(padding="same", data_format="channels_first", name="a")
norm = dict(
    axis=1, epsilon=0.01, center=False, scale=False, beta_initializer="ones", gamma_initializer="zeros",
    beta_regularizer="l1", gamma_regularizer="l2", beta_constraint="non_neg", gamma_constraint="unit_norm")
filling = dict(fill_mode="nearest", interpolation="nearest", seed=3, fill_value=0.5, data_format="channels_first")

objects = {
    "layers": [
        K.Activation("elu", name="a"), K.Add(name="a"), K.Average(name="a"),
        K.AveragePooling1D(3, strides=1, **pooling), K.AveragePooling2D((3, 2), strides=(2, 1), **pooling),
        K.BatchNormalization(
            momentum=0.9, moving_mean_initializer="ones", moving_variance_initializer="zeros", name="a", **norm),
        K.Bidirectional(K.GRU(3, name="g"), merge_mode="sum", name="a"),
        K.Concatenate(axis=2, name="a"),
        K.Conv1D(4, 3, strides=2, data_format="channels_first", name="a", **convolution),
        K.Conv2D(4, (3, 5), strides=(2, 1), data_format="channels_first", name="a", **convolution),
        K.Conv2D(5, 2, dilation_rate=(2, 3), name="dilated"), K.Conv1D(5, 2, dilation_rate=2, name="dilated"),
        K.Conv1DTranspose(5, 2, dilation_rate=2, name="dilated"),
        K.Conv2DTranspose(5, 2, dilation_rate=(2, 3), name="dilated"),
        K.DepthwiseConv1D(2, dilation_rate=2, name="dilated"),
        K.DepthwiseConv2D(2, dilation_rate=(2, 3), name="dilated"),
        K.SeparableConv1D(5, 2, dilation_rate=2, name="dilated"),
        K.SeparableConv2D(5, 2, dilation_rate=(2, 3), name="dilated"),
        K.Conv1DTranspose(4, 3, strides=2, output_padding=1, data_format="channels_first", name="a", **transposed),
        K.Conv2DTranspose(
            4, (3, 5), strides=(2, 3), output_padding=(1, 2), data_format="channels_first", name="a", **transposed),
        K.Cropping1D((2, 3), name="a"), K.Cropping2D(((1, 2), (3, 4)), data_format="channels_first", name="a"),
        K.DepthwiseConv1D(3, strides=2, data_format="channels_first", name="a", **depthwise),
        K.DepthwiseConv2D((3, 5), strides=2, data_format="channels_first", name="a", **depthwise),
        K.ELU(alpha=0.5, name="a"), K.GaussianDropout(0.3, seed=5, name="a"), K.GaussianNoise(0.3, seed=5, name="a"),
        K.LeakyReLU(negative_slope=0.1, name="a"),
        K.PReLU(
            alpha_initializer="ones", alpha_regularizer="l2", alpha_constraint="non_neg", shared_axes=[1, 2], name="a"),
        K.SeparableConv1D(4, 3, strides=2, data_format="channels_first", name="a", **separable),
        K.SeparableConv2D(4, (3, 5), strides=2, data_format="channels_first", name="a", **separable),
        K.SpatialDropout1D(0.3, seed=5, name="a"),
        K.SpatialDropout2D(0.3, data_format="channels_first", seed=5, name="a"),
        K.UpSampling1D(3, name="a"),
        K.UpSampling2D((3, 2), data_format="channels_first", interpolation="bilinear", name="a"),
        K.ZeroPadding1D((2, 3), data_format="channels_first", name="a"),
        K.Dense(3, activation="relu", use_bias=False, name="a", **weights), K.Dot((1, 2), normalize=True, name="a"),
        K.Dropout(0.3, noise_shape=(None, 1, 4), seed=5, name="a"),
        K.Embedding(
            9, 4, embeddings_initializer="ones", mask_zero=True, embeddings_regularizer="l2",
            embeddings_constraint="unit_norm", name="a"),
        K.Flatten(name="a"),
        K.GRU(3, recurrent_activation="tanh", reset_after=False, name="a", **recurrent),
        *(layer(data_format="channels_first", keepdims=True, name="a") for layer in (
            K.GlobalAveragePooling1D, K.GlobalAveragePooling2D, K.GlobalMaxPooling1D, K.GlobalMaxPooling2D)),
        K.InputLayer(shape=(None, 8), name="a"),
        K.LSTM(3, recurrent_activation="tanh", unit_forget_bias=False, name="a", **recurrent),
        K.LayerNormalization(name="a", **norm), K.Masking(2.5, name="a"),
        K.MaxPooling1D(3, strides=1, **pooling), K.MaxPooling2D((3, 2), strides=(2, 1), **pooling),
        K.Maximum(name="a"), K.Minimum(name="a"), K.Multiply(name="a"), K.Permute((2, 1), name="a"),
        K.RandomFlip("horizontal", seed=3, data_format="channels_first", name="a"),
        K.RandomRotation((-0.1, 0.3), name="a", **filling),
        K.RandomTranslation(0.2, (-0.1, 0.3), name="a", **filling),
        K.RandomZoom((-0.2, 0.1), 0.4, name="a", **filling),
        K.ReLU(max_value=6, negative_slope=0.1, threshold=0.5, name="a"), K.RepeatVector(3, name="a"),
        K.Rescaling(0.5, offset=-1, name="a"), K.Reshape((-1, 2), name="a"),
        K.SimpleRNN(3, name="a", **recurrent), K.Softmax(axis=1, name="a"), K.Subtract(name="a"),
        K.TimeDistributed(K.Dense(2, name="d"), name="a"),
        K.ZeroPadding2D(((1, 2), (3, 4)), data_format="channels_first", name="a"),
    ],
    "losses": [
        losses.BinaryCrossentropy(from_logits=True, label_smoothing=0.1),
        losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1), losses.CategoricalHinge(),
        losses.CosineSimilarity(), losses.Hinge(), losses.Huber(delta=2.5), losses.KLDivergence(), losses.LogCosh(),
        losses.MeanAbsoluteError(), losses.MeanAbsolutePercentageError(), losses.MeanSquaredError(),
        losses.MeanSquaredLogarithmicError(), losses.Poisson(),
        losses.SparseCategoricalCrossentropy(from_logits=True), losses.SquaredHinge(),
    ],
    "metrics": [
        metrics.AUC(
            num_thresholds=50, curve="PR", summation_method="minoring", name="a", multi_label=True, num_labels=2,
            label_weights=[0.25, 0.75], from_logits=True),
        metrics.AUC(thresholds=[0.2, 0.6], name="given"), metrics.BinaryAccuracy(threshold=0.3, name="a"), metrics.BinaryCrossentropy(name="a", from_logits=True, label_smoothing=0.1),
        metrics.CategoricalAccuracy(name="a"), metrics.CosineSimilarity(name="a"),
        metrics.F1Score(average="macro", threshold=0.4, name="a"),
        metrics.FBetaScore(average="micro", beta=2.0, threshold=0.4, name="a"), metrics.LogCoshError(name="a"),
        metrics.MeanSquaredError(name="a"),
        metrics.Precision(thresholds=[0.2, 0.6], top_k=3, class_id=1, name="a"),
        metrics.R2Score(class_aggregation="variance_weighted_average", num_regressors=2, name="a"),
        metrics.Recall(thresholds=[0.2, 0.6], top_k=3, class_id=1, name="a"), metrics.RootMeanSquaredError(name="a"),
        metrics.SparseCategoricalAccuracy(name="a"), metrics.SparseTopKCategoricalAccuracy(k=3, name="a"),
        metrics.TopKCategoricalAccuracy(k=3, name="a"),
        *(metric(thresholds=[0.2, 0.6], name="a") for metric in (
            metrics.TruePositives, metrics.TrueNegatives, metrics.FalsePositives, metrics.FalseNegatives)),
        *(metric(0.7, num_thresholds=50, class_id=1, name="a") for metric in (
            metrics.PrecisionAtRecall, metrics.RecallAtPrecision, metrics.SensitivityAtSpecificity,
            metrics.SpecificityAtSensitivity)),
    ],
    "optimizers": [
        optimizers.Adadelta(0.25, rho=0.9, epsilon=0.0625),
        optimizers.Adagrad(0.25, initial_accumulator_value=0.5, epsilon=0.0625),
        optimizers.Adam(0.25, beta_1=0.8, beta_2=0.9, epsilon=0.0625, amsgrad=True, weight_decay=0.01, clipnorm=2.0),
        optimizers.AdamW(0.25, weight_decay=0.5, beta_1=0.8, beta_2=0.9, epsilon=0.0625, amsgrad=True),
        optimizers.Adamax(0.25, beta_1=0.8, beta_2=0.9, epsilon=0.0625, global_clipnorm=3.0),
        optimizers.Ftrl(
            0.25, learning_rate_power=-0.25, initial_accumulator_value=0.5, l1_regularization_strength=0.1,
            l2_regularization_strength=0.2, l2_shrinkage_regularization_strength=0.3, beta=0.4),
        optimizers.Lion(0.25, beta_1=0.8, beta_2=0.7, gradient_accumulation_steps=4),
        optimizers.Nadam(0.25, beta_1=0.8, beta_2=0.9, epsilon=0.0625, clipvalue=0.5),
        optimizers.RMSprop(0.25, rho=0.8, momentum=0.3, epsilon=0.0625, centered=True),
        optimizers.SGD(
            schedules.CosineDecay(0.5, 100), momentum=0.9, nesterov=True, use_ema=True, ema_momentum=0.95,
            ema_overwrite_frequency=10),
    ],
    "schedules": [
        schedules.CosineDecay(0.5, 100, alpha=0.1, warmup_target=0.75, warmup_steps=20),
        schedules.CosineDecayRestarts(0.5, 100, t_mul=3.0, m_mul=0.5, alpha=0.1),
        schedules.ExponentialDecay(0.5, 100, 0.9, staircase=True),
        schedules.InverseTimeDecay(0.5, 100, 0.9, staircase=True),
        schedules.PiecewiseConstantDecay([10, 20], [0.5, 0.25, 0.125]),
        schedules.PolynomialDecay(0.5, 100, end_learning_rate=0.01, power=2.0, cycle=True),
    ],
    "initializers": [
        initializers.Constant(0.5), initializers.GlorotNormal(seed=3), initializers.GlorotUniform(seed=3),
        initializers.HeNormal(seed=3), initializers.HeUniform(seed=3), initializers.Identity(gain=2.0),
        initializers.LecunNormal(seed=3), initializers.LecunUniform(seed=3), initializers.Ones(),
        initializers.Orthogonal(gain=2.0, seed=3), initializers.RandomNormal(mean=0.5, stddev=0.25, seed=3),
        initializers.RandomUniform(minval=-0.5, maxval=0.25, seed=3),
        initializers.TruncatedNormal(mean=0.5, stddev=0.25, seed=3), initializers.Zeros(),
        initializers.Constant(np.array([[1.0, 2.5], [0.1, -3.0]], dtype="float32")),
    ],
    "regularizers": [regularizers.L1(0.1), regularizers.L1L2(0.1, 0.2), regularizers.L2(0.2)],
    "constraints": [
        constraints.MaxNorm(3, axis=1), constraints.MinMaxNorm(0.25, 0.75, rate=0.5, axis=[0, 1]),
        constraints.NonNeg(), constraints.UnitNorm(axis=[0, 1]),
    ],
}


def sequential():
    model = models.Sequential([
        K.Input((8,)), K.Dense(6, activation="relu"), K.Dropout(0.2), K.Dense(1, activation="sigmoid")])
    model.compile("adam", "binary_crossentropy", metrics=["accuracy", metrics.AUC()])
    return model


def functional():
    words, habits = K.Input((8,), dtype="int32", name="words"), K.Input((5,), name="habits")
    sequence, h, c = K.LSTM(6, return_sequences=True, return_state=True)(K.Embedding(30, 6, mask_zero=True)(words))
    both = K.Bidirectional(K.GRU(6, return_sequences=True))(sequence)
    last = K.LSTM(6)(K.TimeDistributed(K.Dense(6))(both), initial_state=[h, c])
    inner_x = K.Input((6,))
    inner = models.Model(inner_x, K.Add()([K.Dense(6, activation="tanh")(inner_x), inner_x]), name="inner")
    shared, wide = K.Dense(6, name="shared"), K.Dense(6)(habits)
    chain = models.Sequential([K.Dense(6, activation="relu"), K.Dropout(0.1)], name="chain")
    joined = K.Concatenate()([last, inner(last), inner(wide), shared(wide), shared(last), chain(wide)])
    model = models.Model([words, habits], [
        K.Dense(1, activation="sigmoid", name="main")(joined), K.Dense(1, activation="sigmoid", name="text")(last)])
    model.compile(
        optimizers.SGD(0.25, momentum=0.5), {"main": "binary_crossentropy", "text": "mse"},
        loss_weights={"main": 1.0, "text": 0.25}, metrics={"main": ["accuracy"], "text": ["mae"]})
    return model


def form(part):
    return json.loads(json.dumps(serialize_keras_object(part)))


def by_place():
    x = K.Input((3,))
    model = models.Model(x, [K.Dense(1, name="a")(x), K.Dense(1, activation="sigmoid", name="b")(x)])
    model.compile("sgd", ["mse", losses.BinaryCrossentropy()], loss_weights=[1.0, 0.5], metrics=[["mae"], ["accuracy"]])
    return model


def fill(model):
    """Weights that LearnDL's test can make again: they depend on the layer's name and the number's place alone."""
    for layer in model.layers:
        if hasattr(layer, "layers"):
            fill(layer)
        else:
            layer.set_weights([
                (0.3 * np.sin(7 * np.arange(w.size) + len(layer.name) + k)).reshape(w.shape).astype("float32")
                for k, w in enumerate(layer.get_weights())])


def with_outputs(model, inputs):
    fill(model)
    outputs = model.predict(inputs, verbose=0)
    outputs = outputs if isinstance(outputs, list) else [outputs]
    return {"model": json.loads(model.to_json()), "outputs": [np.asarray(y).tolist() for y in outputs]}


def with_defaults(part):
    """Only what the constructor insists on, and what Keras writes for that: all else at its default."""
    needed = [p.name for p in inspect.signature(type(part).__init__).parameters.values()
              if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD and p.name != "self"]
    given = form(part)
    given["config"] = {name: value for name, value in given["config"].items() if name in needed}
    return {"given": given, "written": form(deserialize_keras_object(json.loads(json.dumps(given))))}


configs = {kind: [form(part) for part in parts] for kind, parts in objects.items()}
habits = np.cos(np.arange(20)).reshape(4, 5).astype("float32")
words = (1 + np.arange(32) * 7 % 29).reshape(4, 8).astype("int32")
table = np.cos(np.arange(32)).reshape(4, 8).astype("float32")
configs["models"] = [with_outputs(sequential(), table), with_outputs(functional(), [words, habits])]
configs["by_place"] = [json.loads(by_place().to_json())]
whole = (K.InputLayer, K.Rescaling, initializers.Constant)  # which Keras reads with all settings only
configs["defaults"] = {
    kind: [with_defaults(part) for part in parts if not isinstance(part, whole)] for kind, parts in objects.items()}
json.dump(configs, sys.stdout, separators=(",", ":"))
