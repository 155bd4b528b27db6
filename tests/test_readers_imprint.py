"""What follows the title in a reference of a Chinese style."""

from __future__ import annotations

import pytest

from synth.readers.freetext.imprint import read_imprint, split_volume


@pytest.mark.parametrize(
    ("tail", "mark", "container", "publisher"),
    [
        (". 示例期刊, 2020, 12(3): 12-18", "J", "示例期刊", ""),
        (". 示例大学学报（自然科学版）, 2020(3): 12", "J", "示例大学学报（自然科学版）", ""),
        (". 2020, 12(3): 12-18", "J", "", ""),
        (". 李四, 译. 北京: 示例出版社, 2020", "M", "", "示例出版社"),
        (". 2版. 北京: 示例出版社, 2020: 12-18", "M", "", "示例出版社"),
        ("//李四, 王小五. 示例全书: 卷 2. 北京: 示例出版社, 2020: 12", "M", "示例全书", "示例出版社"),
        ("//示例大学示例中心. 示例论文集. 北京: 示例出版社, 2020: 12", "C", "示例论文集", "示例出版社"),
        ("//李四家书. 北京: 示例出版社, 2020: 12", "M", "李四家书", "示例出版社"),
        ("//《示例》杂志社. 示例全书. 北京: 示例出版社, 2020: 12", "M", "示例全书", "示例出版社"),
        (". 见: 李四主编. 示例论文集. 北京: 示例出版社, 2020. 12", "A", "示例论文集", "示例出版社"),
        (". 李四. 示例论文集[C]. 北京: 示例出版社, 2020. 12", "A", "示例论文集", "示例出版社"),
        ("，载李四主编：《示例论文集》，示例出版社2020年版，第3页", "", "示例论文集", "示例出版社"),
        ("，《示例期刊》2020年第3期，第12页", "", "示例期刊", ""),
        ("，李四译，示例出版社2020年版，第3页", "", "", "示例出版社"),
        ("//AUTHOR A, WRITER B. Sample handbook. 4th ed. Sampletown: Sample Press, 1993: 4", "M", "Sample handbook",
         "Sample Press"),
        ("//Symposium on Samples, May 2-3, 1971, Sampletown. New York: Sample, 1971: 1", "C",
         "Symposium on Samples, May 2-3, 1971, Sampletown", "Sample"),
        ("，载《示例大学学报（哲学社会科学版）》2020年第4期，第12页", "", "示例大学学报（哲学社会科学版）", ""),
        ("，载《示例全书（第二版）》，示例出版社2020年版，第3页", "", "示例全书", "示例出版社"),
        ("（第5版），示例出版社2020年版，第3页", "", "", "示例出版社"),
        (". 北京：示例出版社，2020. 45-47", "", "", "示例出版社"),
        (". 2020. 示例大学,MA thesis", "", "", "示例大学"),
        (". 示例大学, 北京, 2020", "D", "", "示例大学"),
        (". 李四, AUTHOR A, 编. 北京: 示例出版社, 2020: 12", "M", "", "示例出版社"),
        (". 示例数据平台, 2020[2021-05-06]", "DS", "", "示例数据平台"),
        (". 示例数据平台[2021-05-06]. 2020", "DS", "", "示例数据平台"),
        (". In: Author A, ed. Sample handbook. Sample Press, 1993: 4", "M", "Sample handbook", "Sample Press"),
    ],
)  # fmt: skip
def test_host_container_and_publisher_are_told_apart(tail: str, mark: str, container: str, publisher: str) -> None:
    """Editors, translators and editions are neither container nor publisher."""
    imprint = read_imprint(tail, mark)
    assert (imprint.container, imprint.publisher) == (container, publisher)
    assert imprint.locators.year in {2020, 1993, 1971}


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("示例全书: 卷 2", ("示例全书", "2")),
        ("示例全书（上卷）", ("示例全书", "上卷")),
        ("Sample handbook: Vol. 4", ("Sample handbook", "4")),
        ("示例规范 第16部分", ("示例规范 第16部分", "")),
        ("上册", ("上册", "")),
    ],
)
def test_the_number_of_a_volume_is_no_part_of_a_title(title: str, parts: tuple[str, str]) -> None:
    """A volume at the end of a title is parted from it, unless nothing would be left."""
    assert split_volume(title) == parts
