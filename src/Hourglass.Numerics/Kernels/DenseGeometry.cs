namespace Hourglass.Numerics;

/// <summary>The sizes of a dense product and where its numbers lie.</summary>
/// <remarks>
/// <para><b>Shapes</b> A weight is stored in panels of 16 outputs, <c>[output / 16][input][output % 16]</c>, so that the forward pass, the
/// input gradient and the weight gradient all read or write whole cache lines in order and none needs a transposed copy. Outputs past
/// the last are padding and stay zero.</para>
/// </remarks>
/// <param name="Inputs">Features of the input.</param>
/// <param name="Outputs">Features of the output.</param>
public readonly record struct DenseGeometry(int Inputs, int Outputs)
{
    /// <summary>The outputs in one panel of a weight.</summary>
    public const int OutputPanel = 16;

    /// <summary>Gets the number of panels of a weight.</summary>
    public int OutputPanels => (Outputs + OutputPanel - 1) / OutputPanel;

    /// <summary>Gets the number of floats of a weight, padding included.</summary>
    public int WeightLength => checked(OutputPanels * OutputPanel * Inputs);

    /// <summary>Gets the number of floats of the transposed output gradients of one panel of samples, the sums over its samples
    /// included: <c>[output / 16][sample or sum][output % 16]</c>.</summary>
    public int DeltaLength => OutputPanels * DeltaPanel;

    /// <summary>Gets the number of floats of a bias, padding included.</summary>
    public int BiasLength => OutputPanels * OutputPanel;

    /// <summary>Gets the floats of one output panel of deltas: 32 samples and their sum.</summary>
    internal static int DeltaPanel => (Tensor.PanelWidth + 1) * OutputPanel;

    /// <summary>Gets the place of one weight.</summary>
    /// <param name="output">The output.</param>
    /// <param name="input">The input.</param>
    public int IndexOf(int output, int input) =>
        (output / OutputPanel * Inputs * OutputPanel) + (input * OutputPanel) + (output % OutputPanel);

    /// <summary>Copies a stored weight into a matrix.</summary>
    /// <param name="weight">The stored weight.</param>
    /// <param name="matrix">Receives Outputs x Inputs numbers, row by row.</param>
    public void ToMatrix(ReadOnlySpan<float> weight, Span<float> matrix)
    {
        for (int output = 0; output < Outputs; output++)
            for (int input = 0; input < Inputs; input++) matrix[(output * Inputs) + input] = weight[IndexOf(output, input)];
    }

    /// <summary>Stores a matrix as a weight; padding becomes zero.</summary>
    /// <param name="matrix">Outputs x Inputs numbers, row by row.</param>
    /// <param name="weight">Receives the stored weight.</param>
    public void FromMatrix(ReadOnlySpan<float> matrix, Span<float> weight)
    {
        weight.Clear();
        for (int output = 0; output < Outputs; output++)
            for (int input = 0; input < Inputs; input++) weight[IndexOf(output, input)] = matrix[(output * Inputs) + input];
    }
}
