namespace Hourglass.Networks;

/// <summary>What a pass is for; layers with noise, statistics or a sampled code differ by it.</summary>
public enum PassMode
{
    /// <summary>The network is used: nothing is random, a sampled code gives its mean.</summary>
    Inference,

    /// <summary>The loss is measured: a code is sampled, but there is no corruption and no dropout, and statistics are the running ones.</summary>
    Evaluation,

    /// <summary>The network learns: corruption and dropout are active, statistics are those of the batch.</summary>
    Training,
}
