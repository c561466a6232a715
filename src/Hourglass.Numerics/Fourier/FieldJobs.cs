namespace Hourglass.Numerics;

/// <summary>Items are 32 neighbouring y: real numbers to half of their frequencies along x, two lines to a complex one.</summary>
internal unsafe struct SpectrumRowsJob : IVectorJob
{
    private const int Lanes = FourierLines.Lanes;

    public FourierPlan Plan;
    public int Nodes;

    /// <summary>The charges; null for a kernel.</summary>
    public float* Charges;
    public FieldKernel Kernel;
    public double Spacing;
    public int Height;
    public FieldSpectrum Spectrum;
    public FloatBuffer[] Scratch;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* re = Scratch[worker].Pointer, im = re + ((nint)Plan.Length * Lanes);
        for (int item = start; item < end; item++)
        {
            int y = item * 2 * Lanes;
            if (Charges == null) FillKernel(re, im, y);
            else Fill(re, im, y);
            FourierLines.Forward<TWidth, TVec>(Plan, re, im);
            Part<TWidth, TVec>(re, im, y);
        }
    }

    private readonly void Fill(float* re, float* im, int y)
    {
        float* charges = Charges + y;
        for (int x = 0; x < Nodes; x++, charges += Spectrum.Stride)
        {
            new ReadOnlySpan<float>(charges, Lanes).CopyTo(new Span<float>(re + (x * Lanes), Lanes));
            new ReadOnlySpan<float>(charges + Lanes, Lanes).CopyTo(new Span<float>(im + (x * Lanes), Lanes));
        }

        int rest = (Plan.Length - Nodes) * Lanes;
        new Span<float>(re + ((nint)Nodes * Lanes), rest).Clear();
        new Span<float>(im + ((nint)Nodes * Lanes), rest).Clear();
    }

    private readonly void FillKernel(float* re, float* im, int y)
    {
        for (int x = 0; x < Plan.Length; x++)
        {
            double dx = Offset(x, Plan.Length);
            for (int lane = 0; lane < Lanes; lane++)
            {
                re[(x * Lanes) + lane] = Value(dx, Offset(y + lane, Height));
                im[(x * Lanes) + lane] = Value(dx, Offset(y + lane + Lanes, Height));
            }
        }
    }

    /// <summary>The distance that a node of the padded grid stands for: the upper half are the negative ones.</summary>
    private readonly double Offset(int node, int length) => Spacing * (node <= length / 2 ? node : node - length);

    private readonly float Value(double dx, double dy)
    {
        double similarity = 1 / (1 + (dx * dx) + (dy * dy));
        return (float)(Kernel switch
        {
            FieldKernel.Similarity => similarity,
            FieldKernel.ForceX => similarity * similarity * dx,
            _ => similarity * similarity * dy,
        });
    }

    /// <summary>Parts the frequencies of two real lines: <c>A = (Z(k) + Z*(n - k)) / 2</c>, <c>B = (Z(k) - Z*(n - k)) / 2i</c>.</summary>
    private readonly void Part<TWidth, TVec>(float* re, float* im, int y)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec half = TWidth.Broadcast(0.5f);
        for (int k = 0; k <= Plan.Length / 2; k++)
        {
            nint at = (nint)Plan.Position[k] * Lanes, opposite = (nint)Plan.Position[k == 0 ? 0 : Plan.Length - k] * Lanes;
            nint to = ((nint)k * Spectrum.Stride) + y;
            for (int lane = 0; lane < Lanes; lane += TWidth.Count)
            {
                TVec re1 = TWidth.Multiply(half, TWidth.Load(re + at + lane)), im1 = TWidth.Multiply(half, TWidth.Load(im + at + lane));
                TVec re2 = TWidth.Multiply(half, TWidth.Load(re + opposite + lane)), im2 = TWidth.Multiply(half, TWidth.Load(im + opposite + lane));
                TWidth.Store(Spectrum.Re + to + lane, TWidth.Add(re1, re2));
                TWidth.Store(Spectrum.Im + to + lane, TWidth.Subtract(im1, im2));
                TWidth.Store(Spectrum.Re + to + Lanes + lane, TWidth.Add(im1, im2));
                TWidth.Store(Spectrum.Im + to + Lanes + lane, TWidth.Subtract(re2, re1));
            }
        }
    }
}

/// <summary>Items are 16 frequencies along x: the frequencies of a kernel along y, of which one part is zero.</summary>
internal unsafe struct KernelColumnsJob : IVectorJob
{
    private const int Lanes = FourierLines.Lanes;

    public FourierPlan Plan;
    public FieldKernel Kernel;
    public float Scale;

    /// <summary>What spreading by splines and reading by splines does to each frequency along y, in the order of the plan.</summary>
    public float[] Smoothing;

    /// <summary>The same along x, in their own order.</summary>
    public float[] SmoothingX;
    public FieldSpectrum Spectrum;
    public float* Weights;
    public FloatBuffer[] Scratch;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int padded = Spectrum.Stride;
        float* re = Scratch[worker].Pointer, im = re + ((nint)padded * Lanes);
        for (int block = start; block < end; block++)
        {
            FieldColumnsJob.Load(Spectrum.Re, Spectrum.Stride, block, padded, re);
            FieldColumnsJob.Load(Spectrum.Im, Spectrum.Stride, block, padded, im);
            FourierLines.Forward<TWidth, TVec>(Plan, re, im);

            // K is even, so its frequencies are real; its slopes are odd, so theirs are imaginary.
            float* part = Kernel == FieldKernel.Similarity ? re : im;
            float* weights = Weights + ((nint)block * 3 * Plan.Length * Lanes) + ((int)Kernel * Lanes);
            for (int y = 0; y < Plan.Length; y++, weights += 3 * Lanes)
            {
                for (int lane = 0; lane < Lanes; lane++)
                    weights[lane] = Scale * part[(y * Lanes) + lane] / (Smoothing[y] * SmoothingX[(block * Lanes) + lane]);
            }
        }
    }
}

/// <summary>Items are 16 frequencies along x: along y forth, times the kernels, and back.</summary>
internal unsafe struct FieldColumnsJob : IVectorJob
{
    private const int Lanes = FourierLines.Lanes;

    public FourierPlan Plan;
    public FieldSpectrum Spectrum;
    public float* Weights;
    public FloatBuffer[] Scratch;

    /// <summary>Half the length along x: the frequencies strictly between none and this one count twice in a sum over all.</summary>
    public int Half;
    public double* Sums;

    /// <summary>Whether to give the sum of similarities at each node in place of the forces.</summary>
    public bool IsPotential;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int length = Math.Max(Plan.Length, Spectrum.Stride);
        float* re = Scratch[worker].Pointer, im = re + ((nint)length * Lanes);
        float* otherRe = im + ((nint)length * Lanes), otherIm = otherRe + ((nint)length * Lanes);
        for (int block = start; block < end; block++)
        {
            Load(Spectrum.Re, Spectrum.Stride, block, Plan.Length, re);
            Load(Spectrum.Im, Spectrum.Stride, block, Plan.Length, im);
            FourierLines.Forward<TWidth, TVec>(Plan, re, im);
            float* weights = Weights + ((nint)block * 3 * Plan.Length * Lanes);
            if (IsPotential) Scale<TWidth, TVec>(weights, re, im, otherRe, otherIm);
            else Sums[block] = Multiply<TWidth, TVec>(weights, block, re, im, otherRe, otherIm);
            FourierLines.Inverse<TWidth, TVec>(Plan, re, im);
            FourierLines.Inverse<TWidth, TVec>(Plan, otherRe, otherIm);
            Store(re, block, Spectrum.Re);
            Store(im, block, Spectrum.Im);
            Store(otherRe, block, Spectrum.OtherRe);
            Store(otherIm, block, Spectrum.OtherIm);
        }
    }

    /// <summary>Reads a block of frequencies so that they lie side by side, with zeros up to the length.</summary>
    public static void Load(float* source, int stride, int block, int length, float* destination)
    {
        source += (nint)block * Lanes * stride;
        for (int y = 0; y < stride; y += Lanes) Transpose.Block(source + y, stride, destination + ((nint)y * Lanes), Lanes);
        if (length > stride) new Span<float>(destination + ((nint)stride * Lanes), (length - stride) * Lanes).Clear();
    }

    private readonly void Store(float* source, int block, float* destination)
    {
        destination += (nint)block * Lanes * Spectrum.Stride;
        for (int y = 0; y < Spectrum.Stride; y += Lanes) Transpose.Block(source + ((nint)y * Lanes), Lanes, destination + y, Spectrum.Stride);
    }

    /// <summary>Makes <c>Fx + i Fy</c> and <c>Fx - i Fy</c> of the charges' frequencies.</summary>
    /// <returns>The share of these frequencies in the sum of similarities.</returns>
    private readonly double Multiply<TWidth, TVec>(float* weights, int block, float* re, float* im, float* otherRe, float* otherIm)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* sums = stackalloc float[Lanes];
        for (int lane = 0; lane < Lanes; lane += TWidth.Count)
        {
            TVec sum = TWidth.Broadcast(0), zero = sum;
            float* w = weights + lane;
            for (nint at = lane; at < (nint)Plan.Length * Lanes; at += Lanes, w += 3 * Lanes)
            {
                TVec chargeRe = TWidth.Load(re + at), chargeIm = TWidth.Load(im + at);
                TVec square = TWidth.Fma(chargeRe, chargeRe, TWidth.Multiply(chargeIm, chargeIm));
                sum = TWidth.Fma(TWidth.Load(w), square, sum);
                TVec x = TWidth.Load(w + Lanes), y = TWidth.Load(w + (2 * Lanes)), minusX = TWidth.Subtract(zero, x);
                TVec u = TWidth.Multiply(minusX, chargeIm), v = TWidth.Multiply(x, chargeRe);
                TVec s = TWidth.Multiply(y, chargeRe), t = TWidth.Multiply(y, chargeIm);
                TWidth.Store(re + at, TWidth.Subtract(u, s));
                TWidth.Store(im + at, TWidth.Subtract(v, t));
                TWidth.Store(otherRe + at, TWidth.Add(u, s));
                TWidth.Store(otherIm + at, TWidth.Add(v, t));
            }

            TWidth.Store(sums + lane, sum);
        }

        double total = 0;
        for (int lane = 0; lane < Lanes; lane++)
        {
            int frequency = (block * Lanes) + lane;
            if (frequency <= Half) total += frequency > 0 && frequency < Half ? 2.0 * sums[lane] : sums[lane];
        }

        return total;
    }

    /// <summary>Makes the frequencies of the sums of similarities, twice: as the one field whose other part is zero.</summary>
    private readonly void Scale<TWidth, TVec>(float* weights, float* re, float* im, float* otherRe, float* otherIm)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (nint at = 0; at < (nint)Plan.Length * Lanes; at += TWidth.Count)
        {
            TVec weight = TWidth.Load(weights + (at / Lanes * 3 * Lanes) + (at % Lanes));
            TVec productRe = TWidth.Multiply(weight, TWidth.Load(re + at)), productIm = TWidth.Multiply(weight, TWidth.Load(im + at));
            TWidth.Store(re + at, productRe);
            TWidth.Store(im + at, productIm);
            TWidth.Store(otherRe + at, productRe);
            TWidth.Store(otherIm + at, productIm);
        }
    }
}

/// <summary>Items are 16 neighbouring y: frequencies along x back to forces.</summary>
internal unsafe struct FieldRowsJob : IVectorJob
{
    private const int Lanes = FourierLines.Lanes;

    public FourierPlan Plan;
    public int Nodes;
    public FieldSpectrum Spectrum;
    public float* ForceX;
    public float* ForceY;
    public FloatBuffer[] Scratch;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* re = Scratch[worker].Pointer, im = re + ((nint)Plan.Length * Lanes);
        for (int item = start; item < end; item++)
        {
            int y = item * Lanes;
            Fill<TWidth, TVec>(re, im, y);
            FourierLines.Inverse<TWidth, TVec>(Plan, re, im);
            for (int x = 0; x < Nodes; x++)
            {
                nint to = ((nint)x * Spectrum.Stride) + y;
                new ReadOnlySpan<float>(re + (x * Lanes), Lanes).CopyTo(new Span<float>(ForceX + to, Lanes));
                new ReadOnlySpan<float>(im + (x * Lanes), Lanes).CopyTo(new Span<float>(ForceY + to, Lanes));
            }
        }
    }

    /// <summary>The forces are real, so the other half of <c>Fx + i Fy</c> is the conjugate of <c>Fx - i Fy</c>.</summary>
    private readonly void Fill<TWidth, TVec>(float* re, float* im, int y)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec zero = TWidth.Broadcast(0);
        int half = Plan.Length / 2;
        for (int k = 0; k <= half; k++)
        {
            nint from = ((nint)k * Spectrum.Stride) + y, to = (nint)Plan.Position[k] * Lanes;
            nint opposite = (nint)Plan.Position[k == 0 ? 0 : Plan.Length - k] * Lanes;
            for (int lane = 0; lane < Lanes; lane += TWidth.Count)
            {
                TWidth.Store(re + to + lane, TWidth.Load(Spectrum.Re + from + lane));
                TWidth.Store(im + to + lane, TWidth.Load(Spectrum.Im + from + lane));
                if (k == 0 || k == half) continue;
                TWidth.Store(re + opposite + lane, TWidth.Load(Spectrum.OtherRe + from + lane));
                TWidth.Store(im + opposite + lane, TWidth.Subtract(zero, TWidth.Load(Spectrum.OtherIm + from + lane)));
            }
        }
    }
}
