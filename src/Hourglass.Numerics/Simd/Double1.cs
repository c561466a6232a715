namespace Hourglass.Numerics;

/// <summary>One double at a time.</summary>
internal readonly unsafe struct Double1 : IDoubleWidth<double>
{
    public static int Count => 1;

    public static double Broadcast(double value) => value;

    public static double Load(double* source) => *source;

    public static void Store(double* destination, double value) => *destination = value;

    public static double WidenFloats(float* source) => *source;

    public static double Add(double x, double y) => x + y;

    public static double Subtract(double x, double y) => x - y;

    public static double Multiply(double x, double y) => x * y;

    public static double Divide(double x, double y) => x / y;

    public static double Fma(double x, double y, double z) => Math.FusedMultiplyAdd(x, y, z);

    public static double LessThan(double x, double y) => x < y ? 1 : 0;

    public static double Select(double mask, double x, double y) => mask != 0 ? x : y;

    public static double Sum(double x) => x;
}
