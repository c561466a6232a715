namespace Hourglass.Numerics;

/// <summary>Copies a convolution's weight into the order in which the transposed convolution reads it.</summary>
/// <remarks><b>Shapes</b> <c>[input / 16][vertical phase][horizontal phase][tap of the phase][output][input % 16]</c>, so that a phase is one
/// contiguous small kernel. Padding holds whatever the blocks bring along; no kernel reads it.</remarks>
internal unsafe struct ConvTransposition
{
    public ConvGeometry Geometry;
    public float* Weight;
    public float* Transposed;

    public readonly void Run()
    {
        ConvAxis rows = Geometry.Rows, columns = Geometry.Columns;
        float* destination = Transposed;
        for (int vertical = 0; vertical < rows.Stride; vertical++)
        {
            ConvPhase down = rows.Phase(vertical);
            for (int horizontal = 0; horizontal < columns.Stride; horizontal++)
            {
                ConvPhase across = columns.Phase(horizontal);
                for (int place = 0; place < down.Taps * across.Taps; place++)
                {
                    CopyTap((down.Tap(place / across.Taps) * columns.Kernel) + across.Tap(place % across.Taps), destination);
                    destination += Geometry.Output.Channels * DenseGeometry.OutputPanel;
                }
            }
        }
    }

    /// <summary>Transposes the weights of one tap in blocks of 16 by 16 channels; blocks at the ends go through memory of their own.</summary>
    private readonly void CopyTap(int tap, float* destination)
    {
        const int Side = Transpose.Side;
        float* from = stackalloc float[Side * Side], to = stackalloc float[Side * Side];
        int inputs = Geometry.Input.Channels, outputs = Geometry.Output.Channels;
        new Span<float>(from, Side * Side).Clear();
        for (int output = 0; output < outputs; output += Side)
        {
            float* panel = Weight + ((((nint)output * Geometry.Taps) + ((nint)tap * Side)) * inputs);
            for (int input = 0; input < inputs; input += Side)
            {
                float* target = destination + ((nint)input * Geometry.Taps * outputs) + (output * Side);
                int present = Math.Min(Side, inputs - input), length = Math.Min(Side, outputs - output) * Side;
                new Span<float>(panel + (input * Side), present * Side).CopyTo(new Span<float>(from, Side * Side));
                Transpose.Block(from, Side, to, Side);
                new Span<float>(to, length).CopyTo(new Span<float>(target, length));
            }
        }
    }
}
