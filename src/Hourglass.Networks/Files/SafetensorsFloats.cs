using System.Buffers.Binary;

namespace Hourglass.Networks;

/// <summary>Turns the little-endian bytes of floats of any width into single precision.</summary>
internal static class SafetensorsFloats
{
    public static bool IsFloat(SafeTensorType type) =>
        type is SafeTensorType.F32 or SafeTensorType.F16 or SafeTensorType.BF16 or SafeTensorType.F64;

    public static void Decode(SafeTensorType type, ReadOnlySpan<byte> bytes, Span<float> destination)
    {
        int size = SafeTensorEntry.BytesOf(type);
        for (int i = 0; i < destination.Length; i++)
        {
            ReadOnlySpan<byte> element = bytes.Slice(i * size, size);
            destination[i] = type switch
            {
                SafeTensorType.F32 => BinaryPrimitives.ReadSingleLittleEndian(element),
                SafeTensorType.F16 => (float)BinaryPrimitives.ReadHalfLittleEndian(element),
                SafeTensorType.BF16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(element) << 16),
                _ => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
            };
        }
    }
}
