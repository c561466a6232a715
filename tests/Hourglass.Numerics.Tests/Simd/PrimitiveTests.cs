using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

/// <summary>Every operation of <see cref="IWidth{TVec}"/> at every width against the scalar operation of .NET.</summary>
public class PrimitiveTests
{
    private static readonly float[] Special =
    [
        0f, -0f, 1f, -1f, 0.5f, 1.5f, 2.5f, -2.5f, 3.3333f, 1e-3f, -7.25e9f, 1.17549435e-38f, 1e-44f, -1e-44f, 3e38f, -3e38f,
        float.Epsilon, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    public static MatrixTheoryData<SimdWidth, Operation> Cases => new(Enum.GetValues<SimdWidth>(), Enum.GetValues<Operation>());

    public enum Operation
    {
        Add,
        Subtract,
        Multiply,
        Divide,
        Fma,
        Min,
        Max,
        Sqrt,
        Abs,
        Round,
        Select,
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Operations_AtEveryWidth_EqualThoseOfDotnet(SimdWidth width, Operation operation)
    {
        int count = Special.Length * Special.Length * Special.Length;
        int padded = (count + 15) / 16 * 16;
        float[] x = new float[padded], y = new float[padded], z = new float[padded], expected = new float[padded];
        for (int i = 0; i < count; i++)
        {
            x[i] = Special[i % Special.Length];
            y[i] = Special[i / Special.Length % Special.Length];
            z[i] = Special[i / Special.Length / Special.Length];
        }

        for (int i = 0; i < padded; i++) expected[i] = Scalar(operation, x[i], y[i], z[i]);
        float[] actual = Run(width, operation, x, y, z);

        // Which of +0 and -0 is smaller is up to the machine.
        if (operation is Operation.Min or Operation.Max) Close.Equal(expected.Doubles(), actual, 0, 0, $"{operation}");
        else Close.Identical(expected, actual, $"{operation}");
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void PowerOfTwo_OfEveryExponent_IsExact(SimdWidth width)
    {
        float[] exponents = [.. Enumerable.Range(-126, 254).Select(static i => (float)i), .. new float[2]];

        float[] actual = VectorRunner.Map<PowerOfTwoFunction>(width, exponents);

        Close.Identical([.. exponents.Select(static e => MathF.ScaleB(1, (int)e))], actual, "2^n");
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void SplitExponent_OfEveryBinade_RebuildsTheNumber(SimdWidth width)
    {
        float[] numbers = [.. Enumerable.Range(-126, 254).Select(static i => MathF.ScaleB(1 + (0.37f * (i & 1)), i)), 1f, 0.75f];

        float[] mantissas = VectorRunner.Map<MantissaFunction>(width, numbers);
        float[] exponents = VectorRunner.Map<ExponentFunction>(width, numbers);

        Assert.All(mantissas, static m => Assert.InRange(m, 0.5f, MathF.BitDecrement(1)));
        Close.Identical(numbers, [.. mantissas.Zip(exponents, static (m, e) => MathF.ScaleB(m, (int)e))], "m 2^e");
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public unsafe void WidenBytes_OfEveryByte_GivesItsNumber(SimdWidth width)
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(static i => (byte)i)];
        float[] actual = new float[256];

        fixed (byte* source = bytes)
        fixed (float* destination = actual)
        {
            using Simd.Scope scope = Simd.Use(width);
            Workers.Single.ForVectors(256, 256, new WidenJob { Source = source, Destination = destination });
        }

        Assert.Equal(Enumerable.Range(0, 256).Select(static i => (float)i), actual);
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Sum_AddsEveryLaneOnce(SimdWidth width)
    {
        // Powers of two: the sum shows which lanes took part.
        float[] lanes = [.. Enumerable.Range(0, 16).Select(static i => MathF.ScaleB(1, i))];

        float[] sums = VectorRunner.Map<SumFunction>(width, lanes);

        int count = (int)width / 32;
        Assert.All(Enumerable.Range(0, 16), i => Assert.Equal(lanes.Skip(i / count * count).Take(count).Sum(), sums[i]));
    }

    private static float Scalar(Operation operation, float x, float y, float z) => operation switch
    {
        Operation.Add => x + y,
        Operation.Subtract => x - y,
        Operation.Multiply => x * y,
        Operation.Divide => x / y,
        Operation.Fma => MathF.FusedMultiplyAdd(x, y, z),
        Operation.Min => float.IsNaN(x) || float.IsNaN(y) ? y : MathF.Min(x, y),
        Operation.Max => float.IsNaN(x) || float.IsNaN(y) ? y : MathF.Max(x, y),
        Operation.Sqrt => MathF.Sqrt(x),
        Operation.Abs => MathF.Abs(x),
        Operation.Round => MathF.Round(x, MidpointRounding.ToEven),
        _ => x < y ? y : z,
    };

    private static unsafe float[] Run(SimdWidth width, Operation operation, float[] x, float[] y, float[] z)
    {
        float[] result = new float[x.Length];
        fixed (float* a = x, b = y, c = z, r = result)
        {
            using Simd.Scope scope = Simd.Use(width);
            OperationJob job = new() { Operation = operation, X = a, Y = b, Z = c, Result = r };
            Workers.Single.ForVectors(x.Length, x.Length, job);
        }

        return result;
    }

    private unsafe struct OperationJob : IVectorJob
    {
        public Operation Operation;
        public float* X;
        public float* Y;
        public float* Z;
        public float* Result;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            for (int i = start; i < end; i += TWidth.Count)
            {
                TVec x = TWidth.Load(X + i), y = TWidth.Load(Y + i), z = TWidth.Load(Z + i);
                TWidth.Store(Result + i, Operation switch
                {
                    Operation.Add => TWidth.Add(x, y),
                    Operation.Subtract => TWidth.Subtract(x, y),
                    Operation.Multiply => TWidth.Multiply(x, y),
                    Operation.Divide => TWidth.Divide(x, y),
                    Operation.Fma => TWidth.Fma(x, y, z),
                    Operation.Min => TWidth.Min(x, y),
                    Operation.Max => TWidth.Max(x, y),
                    Operation.Sqrt => TWidth.Sqrt(x),
                    Operation.Abs => TWidth.Abs(x),
                    Operation.Round => TWidth.Round(x),
                    _ => TWidth.Select(TWidth.LessThan(x, y), y, z),
                });
            }
        }
    }

    private unsafe struct WidenJob : IVectorJob
    {
        public byte* Source;
        public float* Destination;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            for (int i = start; i < end; i += TWidth.Count) TWidth.Store(Destination + i, TWidth.WidenBytes(Source + i));
        }
    }

    private readonly struct PowerOfTwoFunction : IVectorFunction
    {
        public static TVec Apply<TWidth, TVec>(TVec x)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct => TWidth.PowerOfTwo(TWidth.Add(x, TWidth.Broadcast(FloatBits.PowerShift)));
    }

    private readonly struct MantissaFunction : IVectorFunction
    {
        public static TVec Apply<TWidth, TVec>(TVec x)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            _ = TWidth.SplitExponent(x, out TVec mantissa);
            return mantissa;
        }
    }

    private readonly struct ExponentFunction : IVectorFunction
    {
        public static TVec Apply<TWidth, TVec>(TVec x)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct => TWidth.SplitExponent(x, out _);
    }

    private readonly struct SumFunction : IVectorFunction
    {
        public static TVec Apply<TWidth, TVec>(TVec x)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct => TWidth.Broadcast(TWidth.Sum(x));
    }
}
