namespace Hourglass.Networks;

/// <summary>What a parameter is for.</summary>
public enum ParameterKind
{
    /// <summary>Trained; weight decay applies.</summary>
    Weight,

    /// <summary>Trained; weight decay does not apply.</summary>
    Bias,

    /// <summary>Not trained: running statistics and the like.</summary>
    State,
}

/// <summary>Describes one parameter of a layer.</summary>
/// <param name="Name">Its name inside the layer: <c>weight</c>, <c>bias</c>.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Dimensions">Its shape as files show it: <c>[outputs, inputs]</c> for a dense weight.</param>
/// <param name="StoredLength">The floats it takes in the arena, padding included.</param>
public sealed record ParameterInfo(string Name, ParameterKind Kind, IReadOnlyList<int> Dimensions, int StoredLength)
{
    /// <summary>Gets the number of parameters, without padding.</summary>
    public int Count => Dimensions.Aggregate(1, static (product, dimension) => checked(product * dimension));
}
