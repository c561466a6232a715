using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>In which order a plan walks over layers and panels of samples; the results are the same to the bit.</summary>
internal enum PlanOrder
{
    /// <summary>Layer by layer over the whole batch: each weight is read once. For large weights or few panels.</summary>
    LayerByLayer,

    /// <summary>Panel by panel through all layers and back: activations stay in the cache, and workers meet once. For small weights.</summary>
    PanelByPanel,
}

/// <summary>Chooses the order of a plan.</summary>
internal static class PlanOrders
{
    /// <summary>Half of a second-level cache of 1 MiB, in floats: weights that fit are read from there for every panel.</summary>
    private const int SmallWeights = 512 * 1024 / sizeof(float);

    public static PlanOrder Choose(Network network, int panels, Workers workers, bool training)
    {
        if (training && network.Layers.Any(static layer => layer.Layer.NeedsWholeBatch)) return PlanOrder.LayerByLayer;
        return network.Parameters.WeightLength <= SmallWeights && panels >= workers.Count ? PlanOrder.PanelByPanel : PlanOrder.LayerByLayer;
    }
}
