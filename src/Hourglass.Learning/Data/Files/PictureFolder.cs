using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Reads a folder of PNG pictures: its folders are classes, or it has none.</summary>
/// <remarks>
/// <para>Pictures come in the order of their paths, letter by letter, whatever the platform lists first. Transparent ones are shown on white.</para>
/// <para><b>Memory</b> All pictures together are at most <see cref="Limit"/> bytes.</para>
/// </remarks>
internal static class PictureFolder
{
    /// <summary>The most bytes of memory that all pictures take: 2 GiB.</summary>
    public const long Limit = 2L << 30;

    private const string Pattern = "*.png";

    /// <summary>Finds the training and the test set of a folder that holds both; null where it does not.</summary>
    public static (string Train, string Test)? Halves(string folder)
    {
        string train = Path.Combine(folder, "train"), test = Path.Combine(folder, "test");
        return Directory.Exists(train) && Directory.Exists(test) ? (train, test) : null;
    }

    /// <summary>Reads all pictures.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidDataException">A picture cannot be read, or is not like the others; the message names it.</exception>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static FileSamples Read(string folder)
    {
        string[] flat = Pictures(folder);
        string[] classes = [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Where(static child => Pictures(child).Length > 0)];
        if (flat.Length > 0 && classes.Length > 0)
            throw new InvalidDataException(Phrase.Of($"{folder}: found pictures beside folders of pictures, expected folders, one per class, or pictures alone. Move {Path.GetFileName(flat[0])} into the folder of its class."));
        if (flat.Length + classes.Length == 0)
            throw new InvalidDataException(Phrase.Of($"{folder}: found no .png file, expected pictures, or folders of pictures, one per class. Convert other formats to PNG."));

        (string Path, string Class)[] all = flat.Length > 0
            ? [.. flat.Select(static path => (path, ""))]
            : [.. classes.SelectMany(static child => Pictures(child).Select(path => (path, Path.GetFileName(child))))];
        (Shape shape, byte[] pixels) = ReadPixels([.. all.Select(static picture => picture.Path)]);
        return new FileSamples(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), shape)
        {
            Bytes = pixels,
            IsByName = true,
            Labels = flat.Length > 0 ? null : [.. all.Select(static picture => picture.Class)],
        };
    }

    private static string[] Pictures(string folder) =>
        [.. Directory.EnumerateFiles(folder, Pattern, new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }).Order(StringComparer.Ordinal)];

    private static (Shape Shape, byte[] Pixels) ReadPixels(string[] paths)
    {
        Bitmap first = Read(paths[0], null);
        int size = first.Pixels.Length;
        if ((long)size * paths.Length > Math.Min(Limit, Array.MaxLength))
        {
            throw new InvalidDataException(
                Phrase.Of($"{Path.GetDirectoryName(paths[0])}: found {paths.Length:N0} pictures of {size:N0} bytes, expected at most {Limit:N0} bytes together. Take fewer or smaller ones."));
        }

        byte[] pixels = new byte[size * paths.Length];
        first.Pixels.CopyTo(pixels, 0);
        for (int i = 1; i < paths.Length; i++) Read(paths[i], (first, paths[0])).Pixels.CopyTo(pixels, i * size);
        return (new Shape(first.Channels, first.Height, first.Width), pixels);
    }

    private static Bitmap Read(string path, (Bitmap Picture, string Path)? first)
    {
        Bitmap bitmap = Png.Read(path);
        if (bitmap.Channels == 4) bitmap = bitmap.ToChannels(3);
        if (first is not var (like, name) || (bitmap.Width, bitmap.Height, bitmap.Channels) == (like.Width, like.Height, like.Channels)) return bitmap;
        throw new InvalidDataException(Phrase.Of($"{path}: found a picture of {Words(bitmap)}, expected {Words(like)} as {name}. Scale or convert it."));
    }

    private static string Words(Bitmap bitmap) => bitmap.Channels == 1
        ? Phrase.Of($"{bitmap.Width}x{bitmap.Height} grey pixels")
        : Phrase.Of($"{bitmap.Width}x{bitmap.Height} colour pixels");
}
