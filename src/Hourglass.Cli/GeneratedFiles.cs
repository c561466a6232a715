using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Writes what a generator's command made.</summary>
internal static class GeneratedFiles
{
    /// <summary>The folder in the run folder.</summary>
    public const string FolderName = "generated";

    /// <summary>Writes the picture, the moving picture where it moves, and the codes; numbers in place of pictures where there are none.</summary>
    /// <param name="folder">The folder; made where it does not exist.</param>
    /// <param name="generated">What was made.</param>
    /// <param name="model">The model.</param>
    /// <returns>The files.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, Generated generated, ModelSpec model)
    {
        Directory.CreateDirectory(folder);
        List<string> files = [];
        string Name(string ending)
        {
            files.Add(Path.Combine(folder, generated.Name + ending));
            return files[^1];
        }

        if (generated.IsPicture)
        {
            ImageBatch images = new(generated.Shape, generated.Decoded);
            Bitmap picture = generated.Layout(images);
            AtomicFile.Write(Name(".png"), stream => Png.Write(stream, picture));
            if (generated.Moves) WriteMoving(Name(".gif"), images);
        }
        else
        {
            NpyFile.Write(Name("-decoded.npy"), NumberArray.Table(generated.Decoded, generated.Shape.Size));
        }

        NpyFile.Write(Name("-codes.npy"), NumberArray.Table(generated.Codes, model.CodeSize));
        return files;
    }

    private static void WriteMoving(string path, ImageBatch images)
    {
        IReadOnlyList<GifFrame> frames = GeneratedPictures.ThereAndBack(images);
        AtomicFile.Write(path, stream => Gif.Write(stream, frames, GeneratedPictures.MovingScale(frames[0].Picture)));
    }
}
