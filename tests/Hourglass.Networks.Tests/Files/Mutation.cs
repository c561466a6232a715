using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

/// <summary>Damages bytes as bad disks, bad tools and bad people do.</summary>
internal static class Mutation
{
    /// <summary>Changes one to four places: a bit, a byte, a cut, a run of the same byte, a piece copied elsewhere.</summary>
    public static byte[] Of(ReadOnlySpan<byte> original, RandomKey key)
    {
        byte[] bytes = original.ToArray();
        int changes = 1 + key.Below(0, 4);
        for (int i = 0; i < changes && bytes.Length > 1; i++)
        {
            RandomKey change = key.Fold((ulong)i + 1);
            int place = change.Below(1, bytes.Length), length = Math.Min(1 + change.Below(2, 8), bytes.Length - place);
            switch (change.Below(0, 6))
            {
                case 0: bytes[place] ^= (byte)(1 << change.Below(3, 8)); break;
                case 1: bytes[place] = (byte)change.Below(3, 256); break;
                case 2: bytes = bytes[..place]; break;
                case 3: bytes = [.. bytes[..place], .. bytes[(place + length)..]]; break;
                case 4: bytes.AsSpan(place, length).Fill((byte)change.Below(3, 256)); break;
                default: bytes = [.. bytes[..place], .. bytes[place..(place + length)], .. bytes[place..]]; break;
            }
        }

        return bytes;
    }
}
