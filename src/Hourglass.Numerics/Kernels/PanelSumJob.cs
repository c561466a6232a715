namespace Hourglass.Numerics;

/// <summary>Items are pieces of a gradient, which is the sum of those of all panels of samples, panel after panel.</summary>
internal unsafe struct PanelSumJob : IVectorJob
{
    public float* Parts;
    public nint Part;
    public int Count;
    public int Length;
    public int Piece;

    /// <summary>The stored gradient, or scratch for <see cref="Sink"/>.</summary>
    public float* Gradient;
    public int Offset;
    public bool Accumulate;
    public IGradientSink? Sink;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int item = start; item < end; item++)
        {
            int place = item * Piece, length = Math.Min(Piece, Length - place);
            float* destination = Gradient + (Sink is null ? place : (nint)worker * Piece);
            for (int i = 0; i < length; i += TWidth.Count)
            {
                float* part = Parts + place + i;
                TVec sum = Accumulate ? TWidth.Add(TWidth.Load(destination + i), TWidth.Load(part)) : TWidth.Load(part);
                for (int p = 1; p < Count; p++)
                {
                    part += Part;
                    sum = TWidth.Add(sum, TWidth.Load(part));
                }

                TWidth.Store(destination + i, sum);
            }

            Sink?.Take(Offset + place, new Span<float>(destination, length));
        }
    }
}
