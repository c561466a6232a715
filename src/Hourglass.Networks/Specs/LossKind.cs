using System.Text.Json.Serialization;

namespace Hourglass.Networks;

/// <summary>What is measured between a target t and an output y, feature by feature.</summary>
/// <remarks>In a spec file: <c>mse</c>, <c>bce</c>, <c>bce-logits</c>, <c>mae</c>, <c>huber</c>, <c>cross-entropy</c>, <c>own</c>.</remarks>
[JsonConverter(typeof(SpecEnumConverter<LossKind>))]
public enum LossKind
{
    /// <summary>Squared error <c>(y - t)^2</c>, without a factor of one half.</summary>
    Mse,

    /// <summary>Binary cross-entropy <c>-(t log y + (1 - t) log(1 - y))</c> in nats, of probabilities y in [0, 1].</summary>
    Bce,

    /// <summary>Binary cross-entropy of <c>sigmoid(y)</c>: <c>max(y, 0) - y t + log(1 + exp(-|y|))</c> in nats, of any number y.</summary>
    BceLogits,

    /// <summary>Absolute error <c>|y - t|</c>.</summary>
    Mae,

    /// <summary>With <c>e = y - t</c>: <c>e^2 / 2</c> where <c>|e|</c> is at most 1, <c>|e| - 1/2</c> elsewhere
    /// (delta is 1, as in PyTorch and Keras).</summary>
    Huber,

    /// <summary>Cross-entropy <c>-t log y</c> in nats, of probabilities y that sum to 1 over the features, as softmax makes them.</summary>
    CrossEntropy,

    /// <summary>A loss of one's own that <see cref="SpecRegistry.AddLoss"/> has given a name.</summary>
    Own,
}
