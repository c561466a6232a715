using Hourglass.Networks;

namespace Hourglass.Learning.Tests;

/// <summary>What is said of damaged files in Spanish.</summary>
public sealed class DataPhraseTests
{
    [Fact]
    public void ReadImages_OtherFile_SaysWhatWasFoundAndExpected()
    {
        SpeakSpanish();
        using MemoryStream images = new([1, 2, 3, 4, 5]);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => IdxFile.ReadImages(images, null, "cifras"));

        Assert.Equal(
            "cifras, byte 0: se encontró la secuencia de bytes 01 02 03 04, se esperaba 00 00 08 y el número de dimensiones. "
                + "Este no es un archivo IDX: indique uno, sin comprimir o comprimido con gzip.",
            error.Message);
    }

    [Fact]
    public void ReadImages_FileThatWasCutShort_SaysTheSizes()
    {
        SpeakSpanish();
        using MemoryStream images = new([0, 0, 8, 3, 0, 0, 0, 100, 0, 0, 0, 10, 0, 0, 0, 10, 7]);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => IdxFile.ReadImages(images, null, "cifras"));

        Assert.Equal(
            "cifras, byte 16: se encontró un archivo de 17 bytes, se esperaba 10,016, como declara su encabezado. "
                + "El archivo está dañado o no se descargó hasta el final: bórrelo y descárguelo de nuevo.",
            error.Message);
    }

    [Fact]
    public void ReadTable_ShortRow_SaysItsLine()
    {
        SpeakSpanish();
        using MemoryStream table = new("a,b\n1,2\n3\n"u8.ToArray());

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => CsvFile.Read(table, "tabla.csv"));

        Assert.Equal(
            "tabla.csv, línea 3: se encontró una fila de 1 campo(s), se esperaba una de 2, como la primera. "
                + "¿Es correcto el delimitador, y están entre comillas los textos que lo contienen?",
            error.Message);
    }

    [Fact]
    public void Get_UnknownSet_NamesTheNearest()
    {
        SpeakSpanish();

        ArgumentException error = Assert.Throws<ArgumentException>(static () => DatasetCatalog.Get("minst"));

        Assert.StartsWith(
            "Se recibió el conjunto de datos 'minst', se esperaba uno de estos: mnist, fashion-mnist, kmnist. ¿Quiso decir mnist?",
            error.Message,
            StringComparison.Ordinal);
    }

    private static void SpeakSpanish() => Phrase.Translation = Translation.Read("es", typeof(Phrase).Assembly, typeof(IdxFile).Assembly);
}
