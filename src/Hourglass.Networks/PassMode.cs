namespace Hourglass.Networks;

/// <summary>What a pass is for; layers with noise, statistics or a sampled code differ by it.</summary>
public enum PassMode
{
    /// <summary>The network is used: nothing is random, a sampled code gives its mean.</summary>
    Inference,

    /// <summary>The loss is measured: a code is sampled and corruption is active, as the loss asks for its repair; there is no dropout, and
    /// statistics are the running ones.</summary>
    Evaluation,

    /// <summary>The network learns: corruption and dropout are active, statistics are those of the batch.</summary>
    Training,
}
