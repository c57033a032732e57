create table q(n int, q text, gold int[], note text);
insert into q values
(1,'共护一江清水','{0,1,2,3}','Simplified; 0 is garbled, 2 Traditional'),
(2,'共護一江清水','{0,1,2,3}','the same in Traditional'),
(3,'林知远','{0,1,2,4}','a name, in every script'),
(4,'湿地','{0,2,4}','濕 溼 湿'),
(5,'関閉','{0}','Japanese form, garbled text'),
(6,'經濟發展','{4}','finds 経済発展'),
(7,'韧','{1}','one character'),
(8,'water quality','{3}','English'),
(9,'"every stream"','{3}','English phrase'),
(10,'2024年03月23日','{1}','a date as written'),
(11,'データベース','{4}','katakana'),
(12,'ﾃﾞｰﾀﾍﾞｰｽ','{4}','half-width katakana'),
(13,'小溪 -责编 -首頁','{0,1,2,3}','words that other passages have are no exclusion'),
(14,'城市因水而兴','{0}','under pinyin glosses'),
(15,'长江三峡','{}','not there');
