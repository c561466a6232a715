using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>One parameter of a network.</summary>
/// <param name="Name">Its full name: <c>encoder.1.weight</c>.</param>
/// <param name="Layer">The layer it belongs to.</param>
/// <param name="Index">Its number in the layer.</param>
/// <param name="Info">What it is.</param>
/// <param name="Offset">Its place in the arena.</param>
public sealed record Parameter(string Name, Layer Layer, int Index, ParameterInfo Info, int Offset)
{
    /// <summary>Views the parameter's place in a buffer that is laid out like the arena.</summary>
    /// <param name="buffer">Values, gradients or an optimizer's slot.</param>
    public BufferRange In(FloatBuffer buffer) => new(buffer, Offset, Info.StoredLength);
}

/// <summary>All parameters of a network in one arena: weights, then biases, then state.</summary>
/// <remarks><b>Memory</b> Weight decay applies to a prefix, training to a longer prefix, and an optimizer's slot is a buffer of the
/// same layout.</remarks>
public sealed class ParameterSet
{
    internal ParameterSet(IReadOnlyList<NamedLayer> layers)
    {
        ArenaLayout layout = new();
        List<Parameter> parameters = [];
        foreach (ParameterKind kind in Enum.GetValues<ParameterKind>())
        {
            foreach ((string name, Layer layer) in layers)
            {
                for (int i = 0; i < layer.Parameters.Count; i++)
                {
                    ParameterInfo info = layer.Parameters[i];
                    if (info.Kind == kind) parameters.Add(new($"{name}.{info.Name}", layer, i, info, layout.Reserve(info.StoredLength)));
                }
            }

            if (kind == ParameterKind.Weight) WeightLength = layout.Length;
            if (kind == ParameterKind.Bias) TrainedLength = layout.Length;
        }

        All = parameters;
        Values = new FloatBuffer(layout.Length);
    }

    /// <summary>Gets every parameter in the order of the arena.</summary>
    public IReadOnlyList<Parameter> All { get; }

    /// <summary>Gets the values.</summary>
    public FloatBuffer Values { get; }

    /// <summary>Gets the length of the prefix that holds weights.</summary>
    public int WeightLength { get; }

    /// <summary>Gets the length of the prefix that is trained: weights and biases.</summary>
    public int TrainedLength { get; }

    /// <summary>Gets the number of trained parameters, without padding.</summary>
    public long Count => All.Where(static p => p.Info.Kind != ParameterKind.State).Sum(static p => (long)p.Info.Count);

    /// <summary>Finds a parameter by its full name.</summary>
    /// <param name="name">The name: <c>decoder.0.bias</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public Parameter this[string name] => All.FirstOrDefault(p => p.Name == name)
        ?? throw new ArgumentException($"Received '{name}', expected one of {string.Join(", ", All.Select(static p => p.Name))}.", nameof(name));

    /// <summary>Copies one parameter, without padding, the last dimension innermost.</summary>
    /// <param name="parameter">Which.</param>
    /// <param name="buffer">Where from: the values or a buffer of the same layout.</param>
    public static float[] Export(Parameter parameter, FloatBuffer buffer)
    {
        float[] values = new float[parameter.Info.Count];
        parameter.Layer.Export(parameter.Index, parameter.In(buffer).Span, values);
        return values;
    }

    /// <summary>Sets one parameter.</summary>
    /// <param name="parameter">Which.</param>
    /// <param name="values">The values, without padding, the last dimension innermost.</param>
    /// <param name="buffer">Where to: the values or a buffer of the same layout.</param>
    /// <exception cref="ArgumentException">The number of values differs from the parameter's.</exception>
    public static void Import(Parameter parameter, ReadOnlySpan<float> values, FloatBuffer buffer)
    {
        if (values.Length != parameter.Info.Count)
            throw new ArgumentException($"Received {values.Length} values for '{parameter.Name}', expected {parameter.Info.Count}.", nameof(values));
        parameter.Layer.Import(parameter.Index, values, parameter.In(buffer).Span);
    }
}
