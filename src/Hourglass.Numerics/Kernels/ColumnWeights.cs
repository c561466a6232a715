namespace Hourglass.Numerics;

/// <summary>A factor for each column of a panel, so that padding weighs nothing without a branch per vector.</summary>
internal static unsafe class ColumnWeights
{
    /// <summary>Fills the weights of one panel.</summary>
    /// <param name="weights"><see cref="Tensor.PanelWidth"/> floats.</param>
    /// <param name="present">How many samples there are from the first column on.</param>
    /// <param name="weight">The weight of a sample.</param>
    public static void Fill(float* weights, int present, float weight)
    {
        for (int column = 0; column < Tensor.PanelWidth; column++) weights[column] = column < present ? weight : 0;
    }
}
