using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hourglass.Numerics;

/// <summary>Items are features: each row of products up to the diagonal, in double precision.</summary>
internal unsafe struct NarrowScatterJob : IRangeJob
{
    public float* X;
    public int Columns;
    public int Features;
    public float* Shift;
    public double* Sums;
    public double* Products;
    public int Stride;

    public readonly void Run(int start, int end, int worker)
    {
        double* row = stackalloc double[ScatterMatrix.NarrowBelow];
        for (int i = start; i < end; i++)
        {
            new Span<double>(row, i + 1).Clear();
            double sum = 0;
            for (int column = 0; column < Columns; column++)
            {
                float* x = X + ((nint)(column / Tensor.PanelWidth) * Features * Tensor.PanelWidth) + (column % Tensor.PanelWidth);
                double own = (double)x[i * Tensor.PanelWidth] - Shift[i];
                sum += own;
                for (int j = 0; j <= i; j++) row[j] += own * ((double)x[j * Tensor.PanelWidth] - Shift[j]);
            }

            Sums[i] += sum;
            for (int j = 0; j <= i; j++) Products[(i * Stride) + j] += row[j];
        }
    }
}

/// <summary>Items are strips of 32 features: subtracts the shift, adds up what is left, and stores it as it lies and transposed.</summary>
internal unsafe struct ScatterShiftJob : IVectorJob
{
    private const int Square = Tensor.PanelWidth * Tensor.PanelWidth;

    public float* X;
    public int Panels;
    public int LastColumns;
    public int Features;
    public int Strips;
    public float* Shift;
    public double* Sums;
    public float* Shifted;
    public float* Transposed;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int strip = start; strip < end; strip++)
        {
            int first = strip * Tensor.PanelWidth, features = Math.Min(Tensor.PanelWidth, Features - first);
            for (int panel = 0; panel < Panels; panel++)
            {
                nint place = (((nint)panel * Strips) + strip) * Square;
                float* x = X + ((((nint)panel * Features) + first) * Tensor.PanelWidth), shifted = Shifted + place;
                for (int row = 0; row < features; row++)
                    ShiftRow<TWidth, TVec>(x + (row * Tensor.PanelWidth), first + row, panel == Panels - 1, shifted + (row * Tensor.PanelWidth));
                new Span<float>(shifted + (features * Tensor.PanelWidth), (Tensor.PanelWidth - features) * Tensor.PanelWidth).Clear();
                for (int quarter = 0; quarter < 4; quarter++)
                {
                    int row = quarter / 2 * Transpose.Side, column = quarter % 2 * Transpose.Side;
                    Transpose.Block(
                        shifted + (row * Tensor.PanelWidth) + column, Tensor.PanelWidth,
                        Transposed + place + (column * Tensor.PanelWidth) + row, Tensor.PanelWidth);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void ShiftRow<TWidth, TVec>(float* x, int feature, bool last, float* shifted)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec shift = TWidth.Broadcast(Shift[feature]), sum = TWidth.Broadcast(0);
        for (int i = 0; i < Tensor.PanelWidth; i += TWidth.Count) TWidth.Store(shifted + i, TWidth.Subtract(TWidth.Load(x + i), shift));
        if (last) new Span<float>(shifted + LastColumns, Tensor.PanelWidth - LastColumns).Clear();
        for (int i = 0; i < Tensor.PanelWidth; i += TWidth.Count) sum = TWidth.Add(sum, TWidth.Load(shifted + i));
        Sums[feature] += TWidth.Sum(sum);
    }
}

/// <summary>Items are pairs of strips of 32 features, (left, right) with right no greater than left, the left ones innermost.</summary>
internal unsafe struct ScatterJob : IVectorJob
{
    private const int Side = Tensor.PanelWidth;

    public float* Shifted;
    public float* Transposed;
    public int Panels;
    public int Strips;
    public double* Products;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* sums = stackalloc float[(Side * Side) + (CacheLine.Bytes / sizeof(float))];
        sums = (float*)(((nint)sums + CacheLine.Bytes - 1) & ~(nint)(CacheLine.Bytes - 1));
        int right = 0, left = start;
        for (; left >= Strips - right; right++) left -= Strips - right;
        left += right;
        for (int item = start; item < end; item++)
        {
            TileOperands t = new()
            {
                A = Shifted + ((nint)left * Side * Side),
                ARun = (nint)Strips * Side * Side,
                B = Transposed + ((nint)right * Side * Side),
                BStep = Side,
                BVector = TWidth.Count,
                BRun = (nint)Strips * Side * Side,
                Runs = Panels,
                RunLength = Side,
                LastRunLength = Side,
                C = sums,
                CRow = Side,
                CVector = TWidth.Count,
            };
            Columns.Run<TWidth, TVec, BatchFeatures>(t, Side);
            AddTo(sums, Products + ((nint)left * Side * Strips * Side) + (right * Side), Strips * Side);
            if (++left < Strips) continue;
            right++;
            left = right;
        }
    }

    private static void AddTo(float* sums, double* products, nint stride)
    {
        for (int row = 0; row < Side; row++)
        {
            float* source = sums + (row * Side);
            double* target = products + (row * stride);
            for (int i = 0; i < Side; i += Vector256<double>.Count)
            {
                Vector256<double> wide = Vector256.WidenLower(Vector128.Load(source + i).ToVector256Unsafe());
                (Vector256.Load(target + i) + wide).Store(target + i);
            }
        }
    }
}
